/** The words of the questions that come again, in English. Loaded with them. */
export const recallEn = {
  question: (number: number, count: number) => `Question ${number} of ${count}`,
  answer: 'Answer',
  choose: 'Choose one answer.',
  right: 'Right.',
  wrong: 'Not quite.',
  /** Answered with `notSure`. */
  honest: 'Fair enough. Read the answer once more.',
  notSure: 'I do not remember.',
  yours: 'your answer',
  really: 'the right answer',
  proof: 'What the machine says',
  again: (days: number) => (days === 1 ? 'Asked again tomorrow.' : `Asked again in ${days} days.`),
  rest: (days: number) =>
    days === 1 ? 'Answered. It comes again tomorrow.' : `Answered. It comes again in ${days} days.`,
  now: 'Ask me now',
  due: (count: number) => (count === 1 ? 'One question is due again' : `${count} questions are due again`),
};

export type RecallWords = typeof recallEn;
