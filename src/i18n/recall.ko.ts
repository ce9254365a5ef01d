/** 다시 묻는 질문에서 쓰는 말. 질문과 함께 불러옵니다. */
import type { RecallWords } from './recall.en.ts';

export const recallKo: RecallWords = {
  question: (number, count) => `질문 ${count}개 중 ${number}번`,
  answer: '답하기',
  choose: '답을 하나 골라 주십시오.',
  right: '맞았습니다.',
  wrong: '아쉽지만 아닙니다.',
  honest: '괜찮습니다. 답을 다시 한번 읽어 보십시오.',
  notSure: '기억나지 않습니다.',
  yours: '고른 답',
  really: '정답',
  proof: '장비가 보여 주는 답',
  again: (days) => (days === 1 ? '내일 다시 묻습니다.' : `${days}일 뒤에 다시 묻습니다.`),
  rest: (days) =>
    days === 1 ? '답한 질문입니다. 내일 다시 묻습니다.' : `답한 질문입니다. ${days}일 뒤에 다시 묻습니다.`,
  now: '지금 다시 풀기',
  due: (count) => `다시 풀어 볼 질문이 ${count}개 있습니다`,
};
