/** What the page itself says, in English. The Korean file is written for its own readers, not translated from here. */
export const uiEn = {
  brand: 'Hop by Hop',
  otherLanguageName: '한국어',
  skipToLesson: 'Skip to the lesson',
  skipToStage: 'Skip to the stage',

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

  notFound: {
    title: 'Page not found',
    heading: 'This hop leads nowhere',
    text: 'There is no page at this address. The lessons are on the home page.',
    link: 'To the home page',
  },

  header: {
    tools: 'Tools',
    transcript: 'Transcript',
    present: 'Present',
    leavePresent: 'Leave presentation',
    share: 'Share this step',
    shareShort: 'Share',
    help: 'Keyboard and help',
    lessonOf: (number: number) => `Lesson ${number}`,
    theme: (now: 'system' | 'light' | 'dark') =>
      ({
        system: 'Theme: as the system',
        light: 'Theme: light',
        dark: 'Theme: dark',
      })[now],
  },

  share: {
    title: 'Share this step',
    explain: 'Whoever opens this link sees the same step of the same network.',
    where: (scene: string, step: number, steps: number) => `${scene}, step ${step} of ${steps}`,
    linkLabel: 'Link to this step',
    copy: 'Copy the link',
    copied: 'Copied. The link opens exactly this step.',
    failed: 'The browser did not allow copying. The link is selected: copy it with the keyboard.',
    tooLong: 'More was changed than a link can hold. Undo some of your commands to share this step.',
    close: 'Close',
  },

  stage: {
    label: 'The network, step by step',
    board: 'Network picture',
    now: 'What happens in this step',
    controls: 'Step through',
    next: 'Next step',
    back: 'Step back',
    play: 'Play',
    pause: 'Pause',
    first: 'To the beginning',
    last: 'To the end of this scene',
    skip: 'Skip the question',
    details: 'Details',
    hideDetails: 'Hide details',
    waiting: 'First answer the question in the text, or skip it.',
    showQuestion: 'To the question',
    wholeLesson: 'Open the whole lesson',
    stepOf: (step: number, steps: number) => `step ${step} of ${steps}`,
  },

  timeline: {
    label: 'Steps of this scene',
    scenes: 'Scenes',
    scene: (number: number, count: number, title: string) => `Scene ${number} of ${count}: ${title}`,
    value: (step: number, steps: number, short: string) => `Step ${step} of ${steps}: ${short}`,
    request: 'request',
    reply: 'reply',
    lost: 'lost',
    rewritten: 'rewritten',
    folded: 'Folded until the question is answered',
  },

  inspector: {
    label: 'Inspector',
    packet: 'Packet',
    decision: 'Decision',
    state: 'State',
    terminal: 'Terminal',
    noPacket: 'No packet is under way in this step.',
    noDecision: 'Nothing had to be decided in this step. The marks on the timeline show where something was.',
    noState: 'This step changed no table that this place keeps.',
    folded: 'Folded, so that your prediction is your own. Answer the question in the text, or skip it.',
    field: 'Field',
    value: 'Value',
    was: 'before',
    layers: { ethernet: 'Ethernet', arp: 'ARP', ip: 'IP', tcp: 'TCP', udp: 'UDP', icmp: 'ICMP' },
    changed: 'changed in this step',
    decided: 'decided',
    matched: 'matched',
    lost: 'lost here',
  },

  check: {
    summary: (agreeing: number, events: number, kernel: string, engine: string) =>
      `${agreeing} of ${events} events as recorded on Linux ${kernel}, Docker Engine ${engine}`,
    short: (agreeing: number, events: number) => `${agreeing} of ${events} as recorded`,
    title: 'What this scene was checked against',
    text: (lab: string, probe: string) =>
      `The same network was built with a real Linux kernel and a real Docker Engine, and every frame, rule hit and loss was recorded (recording “${lab}”, probe “${probe}”). The engine behind this page predicts the same events in the same order.`,
    kernel: 'Linux kernel',
    engine: 'Docker Engine',
    recording: 'Recording',
    events: 'Events that agree',
    sources: 'This scene follows these sources; there is no recording of it.',
    changed:
      'This is your own change. The rules that were checked have computed it, but this very run was not recorded.',
    sourcesShort: 'Sources',
    changedShort: 'Computed, not recorded',
    close: 'Close',
  },

  predict: {
    answer: 'This is my prediction',
    choose: 'Choose one, or skip the question.',
    skip: 'Skip',
    skipped: 'Skipped. You can still answer.',
    yours: 'your prediction',
    really: 'what Linux does',
    right: 'You saw it coming.',
    wrong: 'It goes another way.',
    ghost: 'your prediction',
    showAll: 'Show all',
    folded: 'The text goes on after the question.',
    reasons: 'The answer, with reasons',
  },

  branch: {
    run: 'Try this fix',
    again: 'Look at it again',
    running: 'You are looking at this fix.',
    backToMain: 'Back to the incident',
    typed: (place: string) => `typed at ${place}`,
    verdict: { fixes: 'Fixes it', partly: 'Fixes a part', 'does-not-fix': 'Does not fix it' },
    your: (number: number) => `Your change ${number}`,
    current: 'You are looking at',
  },

  terminal: {
    label: 'Terminal',
    place: 'Typed at',
    prompt: 'Command',
    run: 'Run',
    reset: 'Undo my changes',
    yours: 'Typing a command changes the network from this point on. The incident itself stays as it is.',
    loading: 'Loading the engine …',
    running: 'Running …',
    failed: 'The engine could not be loaded. Stepping goes on; reload to try again, the step is kept.',
    reload: 'Reload at this step',
    watch: 'Watch what happened',
    log: 'What was typed and printed',
    note: { understands: 'Understood here', 'not-modelled': 'Not modelled here' },
  },

  transcript: {
    title: 'Transcript',
    text: 'The same steps in words, in the same order.',
    goTo: (step: number) => `Go to step ${step}`,
    close: 'Close',
    print: 'Print',
    at: 'at',
    folded: 'What follows is folded until the question is answered.',
  },

  help: {
    title: 'Keyboard and help',
    text: 'These keys work while the focus is on the stage or nowhere in particular, never while you type.',
    close: 'Close',
    enabled: 'Keyboard shortcuts are on',
    keys: {
      step: 'one step on or back',
      hop: 'one hop on or back',
      play: 'play or pause',
      ends: 'beginning or end of the scene',
      scene: 'previous or next scene',
      branches: 'to the fixes',
      terminal: 'to the terminal',
      help: 'this help',
    },
    space: 'Space',
    motion: 'With reduced motion the packet jumps instead of travelling. Stepping is the same.',
  },

  notice: {
    dismiss: 'Dismiss',
    language: 'Lesson',
    tooLong: 'The link is too long to be one of ours. The lesson opens at its beginning.',
    unreadable: 'The link could not be read. The lesson opens at its beginning.',
    nearest: 'The link names a step that is no longer there. This is the nearest one.',
    newer: 'The link was made by a newer version of this page. Reload, then open it again.',
    changedWorld: 'The changes in this link could not be replayed. The lesson opens as it was written.',
    lazyFailed: 'A part of the page could not be loaded. Stepping works on; reload to get the rest.',
    reload: 'Reload at this step',
  },

  prose: {
    beats: 'Parts of this lesson',
    withoutScript: 'Without JavaScript the picture stands still. The text tells the whole story.',
    cue: 'Show this step on the stage',
    first: 'Lesson',
  },
};

export type UiStrings = typeof uiEn;
