import type { Language } from './locale.ts';

export interface SearchWords {
  readonly heading: string;
  readonly label: string;
  readonly hint: string;
  readonly loading: string;
  readonly failed: string;
  readonly unknown: string;
  readonly found: (count: number) => string;
  readonly matches: string;
  readonly wholeLesson: string;
}

/** Of the search for an error text on the home page. */
export const searchWords: Readonly<Record<Language, SearchWords>> = {
  ko: {
    heading: '이런 오류를 보셨습니까?',
    label: '오류 메시지나 명령의 출력을 붙여 넣어 주십시오.',
    hint: '주소와 이름과 숫자는 달라도 됩니다. 입력한 내용은 이 페이지를 떠나지 않습니다.',
    loading: '찾을 준비를 하고 있습니다 …',
    failed: '검색에 필요한 파일을 불러오지 못했습니다. 새로 고친 다음 다시 시도해 주십시오.',
    unknown: '이 수업들이 설명하는 오류 가운데 일치하는 것이 없습니다. 오류가 적힌 줄 전체를 붙여 넣어 보십시오.',
    found: (count) =>
      count === 1
        ? '설명하는 장면을 찾았습니다. Enter 키로 열 수 있습니다.'
        : `설명하는 장면을 ${count}곳 찾았습니다. Enter 키를 누르면 첫 번째를 엽니다.`,
    matches: '일치하는 출력',
    wholeLesson: '수업 전체',
  },
  en: {
    heading: 'Seen an error like this?',
    label: 'Paste an error message, or what a command printed.',
    hint: 'Addresses, names and numbers may differ. What you enter stays on this page.',
    loading: 'Getting ready to search …',
    failed: 'The search could not be loaded. Reload the page to try again.',
    unknown: 'None of the lessons explains this one. Try the whole line that holds the error.',
    found: (count) =>
      count === 1 ? 'One scene explains this. Enter opens it.' : `${count} scenes explain this. Enter opens the first.`,
    matches: 'Matches',
    wholeLesson: 'The whole lesson',
  },
};
