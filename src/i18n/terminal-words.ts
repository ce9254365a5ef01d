import type { Language } from './locale.ts';

interface TerminalWords {
  readonly place: string;
  readonly prompt: string;
  readonly run: string;
  readonly reset: string;
  readonly yours: string;
  readonly failed: string;
  readonly reload: string;
  readonly watch: string;
  readonly log: string;
  /** Before what a line of output says of itself. */
  readonly note: Readonly<
    Record<'understands' | 'not-modelled' | 'unverified' | 'source' | 'no-shell' | 'heard', string>
  >;
}

/** What the terminal says, in both languages: it travels with it, and nobody waits for it. */
export const terminalWords: Readonly<Record<Language, TerminalWords>> = {
  en: {
    place: 'Typed at',
    prompt: 'Command',
    run: 'Run',
    reset: 'Undo my changes',
    yours: 'Typing a command changes the network from this point on. The story itself stays as it is.',
    failed: 'The engine could not be loaded. Stepping goes on; reload to try again, the step is kept.',
    reload: 'Reload at this step',
    watch: 'Watch what happened',
    log: 'What was typed and printed',
    note: {
      understands: 'Understood here',
      'not-modelled': 'Not modelled here',
      unverified: 'Unverified',
      source: 'Not recorded, known from',
      'no-shell': 'A program, without a shell of its own',
      heard: 'The packets of the last command, heard once more',
    },
  },
  ko: {
    place: '입력할 곳',
    prompt: '명령',
    run: '실행',
    reset: '바꾼 것 되돌리기',
    yours: '명령을 입력하면 이 시점부터 네트워크가 달라집니다. 원래 이야기는 그대로 남습니다.',
    failed: '엔진을 불러오지 못했습니다. 단계는 계속 넘길 수 있습니다. 새로 고치면 지금 단계에서 다시 시도합니다.',
    reload: '이 단계에서 새로 고치기',
    watch: '무슨 일이 있었는지 보기',
    log: '입력한 명령과 출력',
    note: {
      understands: '여기서 쓸 수 있는 형식',
      'not-modelled': '여기서 다루지 않음',
      unverified: '확인되지 않음',
      source: '실제 기록 없음, 근거 문서',
      'no-shell': '셸이 없는 프로그램',
      heard: '마지막 명령의 패킷을 다시 들은 것',
    },
  },
};
