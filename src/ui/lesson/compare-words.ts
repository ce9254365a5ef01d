/** What the comparison says, in both languages. */
export interface CompareWords {
  readonly title: string;
  readonly close: string;
  readonly side: readonly [left: string, right: string];
  readonly step: (at: number, of: number) => string;
  /** At the step itself, before it, after it, and where it never comes. */
  readonly here: string;
  readonly before: string;
  readonly after: (step: number) => string;
  readonly never: string;
  readonly toParting: string;
  readonly waits: string;
  readonly ended: string;
  readonly slider: string;
}

export const compareWords: Readonly<Record<'ko' | 'en', CompareWords>> = {
  en: {
    title: 'Side by side',
    close: 'Close',
    side: ['Left', 'Right'],
    step: (at, of) => `step ${at} of ${of}`,
    here: 'Here they part.',
    before: 'The same on both sides so far.',
    after: (step) => `They parted at step ${step}.`,
    never: 'The same on both sides to the end.',
    toParting: 'Go to where they part',
    waits: 'waits',
    ended: 'is over',
    slider: 'Step of both',
  },
  ko: {
    title: '나란히 비교',
    close: '닫기',
    side: ['왼쪽', '오른쪽'],
    step: (at, of) => `${of}단계 중 ${at}단계`,
    here: '여기서 갈라집니다.',
    before: '여기까지는 양쪽이 같습니다.',
    after: (step) => `${step}단계에서 갈라졌습니다.`,
    never: '끝까지 양쪽이 같습니다.',
    toParting: '갈라지는 곳으로',
    waits: '기다리는 중',
    ended: '끝남',
    slider: '양쪽의 단계',
  },
};
