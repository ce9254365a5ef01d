import type { Language } from './locale.ts';

interface BranchWords {
  readonly run: string;
  readonly again: string;
  readonly running: string;
  readonly backToMain: string;
  readonly compare: string;
  readonly verdict: Readonly<Record<'fixes' | 'partly' | 'does-not-fix' | 'repaired', string>>;
  /** Names a branch of the reader's. */
  readonly your: (number: number) => string;
}

/** What stands around the branches of a lesson, in both languages: it travels with the text's live parts, for which nobody waits. */
export const branchWords: Readonly<Record<Language, BranchWords>> = {
  en: {
    run: 'Try it',
    again: 'Look at it again',
    running: 'You are looking at this one.',
    backToMain: 'Back to the story',
    compare: 'Compare side by side',
    verdict: {
      fixes: 'Fixes it',
      partly: 'Fixes a part',
      'does-not-fix': 'Does not fix it',
      repaired: 'Broken and repaired',
    },
    your: (number: number) => `Your change ${number}`,
  },
  ko: {
    run: '실행해 보기',
    again: '다시 보기',
    running: '지금 이것을 보고 있습니다.',
    backToMain: '원래 이야기로 돌아가기',
    compare: '나란히 비교하기',
    verdict: {
      fixes: '해결됩니다',
      partly: '일부만 해결됩니다',
      'does-not-fix': '해결되지 않습니다',
      repaired: '고장 내고 고쳤습니다',
    },
    your: (number) => `직접 바꾼 것 ${number}`,
  },
};
