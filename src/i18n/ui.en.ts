/** What the page itself says, in English. The Korean file is written for its own readers, not translated from here. */
export const uiEn = {
  header: {
    transcript: 'Transcript',
    present: 'Present',
    leavePresent: 'Leave presentation',
    share: 'Share this step',
    shareShort: 'Share',
    help: 'Keyboard and help',
    theme: (now: 'system' | 'light' | 'dark') =>
      ({
        system: 'Theme: as the system',
        light: 'Theme: light',
        dark: 'Theme: dark',
      })[now],
  },

  stage: {
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
    value: (step: number, steps: number, short: string) => `Step ${step} of ${steps}: ${short}`,
    request: 'request',
    reply: 'reply',
    lost: 'lost',
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
    loading: 'Loading the engine …',
    layers: { ethernet: 'Ethernet', arp: 'ARP', ip: 'IP', tcp: 'TCP', udp: 'UDP', icmp: 'ICMP' },
    changed: 'changed in this step',
    decided: 'decided',
  },

  check: {
    summary: (agreeing: number, events: number, kernel: string, engine: string) =>
      `${agreeing} of ${events} events as recorded on Linux ${kernel}, ${/^\d/.test(engine) ? 'Docker Engine ' : ''}${engine}`,
    short: (agreeing: number, events: number) => `${agreeing} of ${events} as recorded`,
    sourcesShort: 'Sources',
    changedShort: 'Computed, not recorded',
  },

  notice: {
    dismiss: 'Dismiss',
    lazyFailed: 'A part of the page could not be loaded. Stepping works on; reload to get the rest.',
    reload: 'Reload at this step',
  },
};

export type UiStrings = typeof uiEn;
