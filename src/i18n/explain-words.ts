import type { Language } from './locale.ts';

export interface ExplainWords {
  readonly invite: string;
  readonly label: string;
  /** Where what is written stays. */
  readonly kept: string;
  readonly compare: string;
  readonly lesson: string;
  /** Above the points to tick. */
  readonly had: string;
  readonly count: (had: number, of: number) => string;
  readonly all: string;
  readonly nothing: string;
}

/** What invites the reader to say what happened, in both languages. Loaded once a prediction is answered. */
export const explainWords: Readonly<Record<Language, ExplainWords>> = {
  en: {
    invite: 'Say in your own words what happened',
    label: 'As you would tell a colleague: what happened here, and why?',
    kept: 'Optional. It stays in this browser and is sent nowhere; the transcript shows it.',
    compare: 'Compare with the lesson',
    lesson: 'The lesson says',
    had: 'Tick what you had, in whatever words:',
    count: (had, of) => `You had ${had} of ${of}.`,
    all: 'You had it all.',
    nothing: 'Nothing written: then tick what you would have said.',
  },
  ko: {
    invite: '무슨 일이 일어났는지 자기 말로 적어 보기',
    label: '동료에게 설명한다면 어떻게 말하시겠습니까? 여기서 무슨 일이, 왜 일어났습니까?',
    kept: '적지 않아도 됩니다. 적은 글은 이 브라우저에만 남고 어디에도 보내지 않으며, ‘글로 보기’에 함께 나옵니다.',
    compare: '수업의 설명과 비교하기',
    lesson: '수업의 설명',
    had: '표현은 달라도 됩니다. 자기 설명에 들어 있던 것을 표시하십시오.',
    count: (had, of) => `${of}가지 가운데 ${had}가지가 들어 있었습니다.`,
    all: '빠짐없이 설명했습니다.',
    nothing: '적은 글이 없습니다. 말하려던 것이 있으면 표시하십시오.',
  },
};
