import type { Language } from './locale.ts';

export interface PredictWords {
  readonly answer: string;
  readonly choose: string;
  readonly skip: string;
  readonly skipped: string;
  /** The choice of those who would only guess. */
  readonly notSure: string;
  /** Beside the wrong option that was chosen, and beside the right one. */
  readonly yours: string;
  readonly really: string;
  readonly right: string;
  readonly wrong: string;
  readonly honest: string;
  /** To the step that is the answer. */
  readonly watch: string;
  readonly showAll: string;
  readonly folded: string;
}

/** What stands around a prediction, in both languages: it travels with the text's live parts, for which nobody waits. */
export const predictWords: Readonly<Record<Language, PredictWords>> = {
  en: {
    answer: 'This is my prediction',
    choose: 'Choose one, or skip the question.',
    skip: 'Skip',
    skipped: 'Skipped. You can still answer.',
    notSure: 'I am not sure.',
    yours: 'your prediction',
    really: 'what Linux does',
    right: 'You saw it coming.',
    wrong: 'It goes another way.',
    honest: 'Fair enough: nobody gains by guessing. Here is what happens, and why.',
    watch: 'Watch what happens',
    showAll: 'Show all',
    folded: 'The text goes on after the question.',
  },
  ko: {
    answer: '이렇게 예측합니다',
    choose: '하나를 고르거나 건너뛰십시오.',
    skip: '건너뛰기',
    skipped: '건너뛰었습니다. 지금이라도 답할 수 있습니다.',
    notSure: '잘 모르겠습니다.',
    yours: '나의 예측',
    really: 'Linux의 실제 동작',
    right: '맞게 예측했습니다.',
    wrong: '실제로는 다르게 동작합니다.',
    honest: '모르는 것은 모른다고 하는 편이 낫습니다. 실제 동작과 그 이유를 확인하십시오.',
    watch: '실제로 어떻게 되는지 보기',
    showAll: '모두 펼치기',
    folded: '본문은 질문 다음에 이어집니다.',
  },
};
