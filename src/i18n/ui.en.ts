/** What the page itself says, in English. The Korean file is written for its own readers, not translated from here. */
export const uiEn = {
  brand: 'Hop by Hop',
  otherLanguageName: '한국어',
  skipToLesson: 'Skip to the lesson',
  skipToStage: 'Skip to the stage',

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

  branch: {
    run: 'Try it',
    again: 'Look at it again',
    running: 'You are looking at this one.',
    backToMain: 'Back to the story',
    compare: 'Compare side by side',
    typed: (place: string) => `typed at ${place}`,
    verdict: {
      fixes: 'Fixes it',
      partly: 'Fixes a part',
      'does-not-fix': 'Does not fix it',
      repaired: 'Broken and repaired',
    },
    your: (number: number) => `Your change ${number}`,
    current: 'You are looking at',
  },

  terminal: {
    label: 'Terminal',
    place: 'Typed at',
    prompt: 'Command',
    run: 'Run',
    reset: 'Undo my changes',
    yours: 'Typing a command changes the network from this point on. The story itself stays as it is.',
    loading: 'Loading the engine …',
    running: 'Running …',
    failed: 'The engine could not be loaded. Stepping goes on; reload to try again, the step is kept.',
    reload: 'Reload at this step',
    watch: 'Watch what happened',
    log: 'What was typed and printed',
    note: {
      understands: 'Understood here',
      'not-modelled': 'Not modelled here',
      unverified: 'Unverified',
      source: 'Not recorded, known from',
    },
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
