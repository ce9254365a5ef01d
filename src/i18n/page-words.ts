import type { Language } from './locale.ts';

export interface PageWords {
  readonly objectives: string;
  readonly glossary: {
    readonly title: string;
    readonly description: string;
    readonly link: string;
    readonly invite: string;
    readonly source: string;
    readonly home: string;
  };
}

/** Words that only finished pages hold and no script needs. */
export const pageWords: Readonly<Record<Language, PageWords>> = {
  ko: {
    objectives: '이 수업을 마치면 할 수 있는 일',
    glossary: {
      title: '용어집',
      description: '컨테이너 네트워크를 이해하는 데 필요한 용어를 하나씩, 더 읽을 곳과 함께 설명합니다.',
      link: '용어집 보기',
      invite:
        '본문에서 점선 밑줄이 있는 용어를 누르면 그 자리에서 뜻을 볼 수 있습니다. 모든 용어는 한곳에 모여 있습니다.',
      source: '출처',
      home: '첫 화면으로',
    },
  },
  en: {
    objectives: 'What you will be able to do',
    glossary: {
      title: 'Glossary',
      description: 'The terms of container networking, each explained once, with the place to read on.',
      link: 'Open the glossary',
      invite:
        'Press a term with a dotted line under it, and its meaning opens in place. Here are all of them together.',
      source: 'Source',
      home: 'Back to the start',
    },
  },
};
