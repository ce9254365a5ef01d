import type { Language } from './locale.ts';

interface LinkWords {
  readonly tooLong: string;
  readonly unreadable: string;
  readonly nearest: string;
  readonly newer: string;
  readonly changedWorld: string;
}

/** What is said of a link that could not be followed to the letter. Loaded with what reads links. */
export const linkWords: Readonly<Record<Language, LinkWords>> = {
  en: {
    tooLong: 'The link is too long to be one of ours. The lesson opens at its beginning.',
    unreadable: 'The link could not be read. The lesson opens at its beginning.',
    nearest: 'The link names a step that is no longer there. This is the nearest one.',
    newer: 'The link was made by a newer version of this page. Reload, then open it again.',
    changedWorld: 'The changes in this link could not be replayed. The lesson opens as it was written.',
  },
  ko: {
    tooLong: '링크가 너무 길어 이 사이트의 링크로 볼 수 없습니다. 수업을 처음부터 엽니다.',
    unreadable: '링크를 읽을 수 없어 수업을 처음부터 엽니다.',
    nearest: '링크가 가리키는 단계가 더는 없어 가장 가까운 단계를 엽니다.',
    newer: '이 페이지보다 새로운 버전에서 만든 링크입니다. 새로 고친 다음 다시 열어 주십시오.',
    changedWorld: '링크에 담긴 변경을 재현할 수 없어 수업을 원래대로 엽니다.',
  },
};
