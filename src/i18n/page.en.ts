/** What the prerendered pages say beside their live parts, in English: the home page, the first page, the page for wrong addresses. */
export const pageEn = {
  brand: 'Hop by Hop',
  otherLanguageName: '한국어',
  skipToLesson: 'Skip to the lesson',
  skipToStage: 'Skip to the stage',

  lesson: {
    stage: 'The network, step by step',
    beats: 'Parts of this lesson',
    withoutScript: 'Without JavaScript the picture stands still. The text tells the whole story.',
    cue: 'Show this step on the stage',
    answer: 'The answer, with reasons',
    answers: 'Answers, with reasons',
    right: 'this is what happens',
    back: 'Back to the lesson',
  },

  home: {
    title: 'Hop by Hop: see why a container cannot be reached',
    description:
      'Real incidents in container networking, one packet at a time: step through, look inside every decision, try the fixes. In the browser, nothing to install.',
    heading: 'See why a container cannot be reached',
    lede: 'Follow one packet of a real incident from machine to machine, forwards and backwards, and look at the very route or rule that decided its fate. Then try the fixes, and see which of them hold.',
    computed:
      'Nothing here is drawn by hand. The picture, the sentences and the terminal read one simulated network, and what that network does is compared with recordings of real Linux kernels.',
    lessons: 'Lessons',
    lessonNumber: (number: number) => `Lesson ${number}`,
    start: 'Start the lesson',
    resume: 'Go on where you were',
    minutes: (count: number) => `about ${count} minutes`,
    reading: 'How to read the picture',
    legend: {
      boxes: [
        'Boxes are machines',
        'What runs inside a machine is drawn inside it, a shade darker. The small tabs on an edge are network interfaces.',
      ],
      packet: [
        'The dark chip is the packet',
        'It says who is speaking to whom. Where a header is rewritten, the old address is struck out and the new one stands beside it.',
      ],
      marker: [
        'The yellow stroke decided',
        'A route, a rule, an entry: one stroke a step, at the same moment in the picture, in the listing and in the sentence.',
      ],
      lost: ['A cross is where it ended', 'On the picture and on the timeline, always with the reason.'],
      ghost: ['The dotted path is yours', 'It shows the way you predicted, beside the way the packet really took.'],
      roles: [
        'Colours keep their meaning',
        'Blue is the source, orange the destination, violet what was translated, red what was lost, green what is well.',
      ],
    },
    private: 'Everything runs on this page. Nothing is sent anywhere.',
  },

  choose: { heading: 'Hop by Hop', open: 'Read in English' },

  table: { from: 'From' },

  notFound: {
    title: 'Page not found',
    heading: 'This hop leads nowhere',
    text: 'There is no page at this address. The lessons are on the home page.',
    link: 'To the home page',
  },
};

export type PageWords = typeof pageEn;
