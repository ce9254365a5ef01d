/** What the page's dialogs say, in English. They are loaded after the first step, and these words with them. */
export const dialogEn = {
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
  transcript: {
    title: 'Transcript',
    text: 'The same steps in words, in the same order.',
    goTo: (step: number) => `Go to step ${step}`,
    close: 'Close',
    print: 'Print',
    at: 'at',
    own: 'In your words:',
    folded: 'What follows is folded until the question is answered.',
  },
  evidence: {
    title: 'What this scene was checked against',
    text: (lab: string, probe: string) =>
      `The same network was built with a real Linux kernel and a real container engine, and every frame, rule hit and loss was recorded (recording “${lab}”, probe “${probe}”). The engine behind this page predicts the same events in the same order.`,
    kernel: 'Linux kernel',
    engine: 'Container engine',
    recording: 'Recording',
    events: 'Events that agree',
    sources: 'This scene follows these sources; there is no recording of it.',
    changed:
      'This is your own change. The rules that were checked have computed it, but this very run was not recorded.',
    close: 'Close',
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
      branches: 'to what can be tried',
      terminal: 'to the terminal',
      help: 'this help',
    },
    space: 'Space',
    motion: 'With reduced motion the packet jumps instead of travelling. Stepping is the same.',
  },
};

export type DialogWords = typeof dialogEn;
