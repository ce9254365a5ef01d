/** The challenge's own words, in English. Loaded with it. */
export const challengeEn = {
  heading: (number: number, count: number) => `Network ${number} of ${count}`,
  goals: 'Goals',
  start: 'Start the challenge',
  goOn: 'Go on with it',
  loading: 'Loading the engine …',
  failed: 'The engine could not be loaded. Check the network, then start again.',
  prompt: 'To the terminal',
  startOver: 'Start over',
  another: 'Another network',
  leave: 'Back to the lesson',
  summary: (met: number, count: number) => `${met} of ${count} goals met`,
  state: { open: 'not tried yet', met: 'met', missing: 'missing', broken: 'no longer met' },
  brokenBy: 'This was met before. What you typed since has broken it.',
  why: 'What happened:',
  deadEnd: 'This cannot work any more',
  stepBack: 'Back to before this command',
  solved: 'Every goal is met. The repair holds.',
  solvedMore: 'There are other ways: compare yours with the solutions below, or repair another network.',
  hints: 'Hints',
  hint: ['The principle', 'Where to look', 'The shape of the command'],
  solutions: 'Solutions',
  solutionsNote: 'Each of these meets every goal. The first is the one that the lesson teaches.',
  needsScript: 'With JavaScript on you can type here, and hints and solutions appear.',
};

export type ChallengeWords = typeof challengeEn;
