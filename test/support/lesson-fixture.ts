/** A lesson small enough to read: two scenes, one prediction, one fix. Addresses from RFC 5737. */
import type { Topology } from '../../src/diagram/index.ts';
import type { LessonData, SceneData } from '../../src/content/index.ts';
import type { Frame } from '../../src/player/index.ts';

export function lessonFixture(language: 'ko' | 'en' = 'en'): LessonData {
  return {
    slug: 'small-lesson',
    number: 3,
    language,
    title: language === 'en' ? 'The server that fell silent' : '대답하지 않는 서버',
    base: 'small-lesson.1',
    beats: [
      { key: 'symptom', title: language === 'en' ? 'Symptom' : '증상' },
      { key: 'watch', title: language === 'en' ? 'Watch' : '관찰' },
      { key: 'fixes', title: language === 'en' ? 'Fixes' : '해결' },
    ],
    scenes: [symptom, watch, fixed],
    branches: [
      { key: 'main', title: 'main', parent: null, forkAfter: 0, lines: [symptom.line, watch.line] },
      {
        key: 'down',
        title: language === 'en' ? 'Take the network down' : '네트워크 내리기',
        parent: 'main',
        forkAfter: 2,
        lines: [{ at: 'server', run: 'docker compose down' }, fixed.line],
        verdict: { kind: 'fixes', sentence: [{ text: 'The route is gone, and so is the trouble.' }] },
      },
    ],
    topologies: [topology],
  };
}

const topology: Topology = {
  widthPx: 600,
  heightPx: 300,
  boxes: [box('pc', 'PC', 20, ['192.0.2.10/24']), box('server', 'Server', 380, ['198.51.100.20/24'])],
  ports: [port('pc/eth0', 180), port('server/eth0', 372)],
  wires: [
    {
      id: 'pc/eth0--server/eth0',
      ends: ['pc/eth0', 'server/eth0'],
      path: [
        { xPx: 196, yPx: 150 },
        { xPx: 372, yPx: 150 },
      ],
      up: true,
    },
  ],
  anchors: {
    pc: { xPx: 100, yPx: 150 },
    server: { xPx: 460, yPx: 150 },
    'pc/eth0': { xPx: 188, yPx: 150 },
    'server/eth0': { xPx: 380, yPx: 150 },
  },
};

function box(id: string, title: string, xPx: number, lines: readonly string[]) {
  return {
    id,
    kind: 'machine' as const,
    depth: 0,
    title,
    lines,
    assumed: false,
    xPx,
    yPx: 100,
    widthPx: 160,
    heightPx: 100,
  };
}

function port(id: string, xPx: number) {
  const labelAt = { xPx, yPx: 130, anchor: 'middle' as const };
  return { id, label: 'eth0', labelAt, up: true, xPx, yPx: 142, widthPx: 16, heightPx: 16 };
}

/** A frame with everything a test does not speak about filled in. */
export function frameOf(given: Partial<Frame> & Pick<Frame, 'key' | 'short'>): Frame {
  return {
    kind: 'tx',
    gesture: 'wire',
    place: 'pc',
    conversation: 0,
    direction: 'forward',
    hop: 0,
    from: 'pc',
    to: ['pc'],
    sentence: [{ text: `${given.short}.` }],
    packet: { label: 'SYN', source: '192.0.2.10:40000', destination: '198.51.100.20:22', fields: [] },
    decision: null,
    state: [],
    rewrites: false,
    atMs: 0,
    steps: [0, 0],
    ...given,
  };
}

const symptom: SceneData = {
  key: 'symptom',
  branch: 'main',
  beat: 'symptom',
  title: 'The call',
  line: { at: 'pc', run: 'ssh 198.51.100.20' },
  after: 0,
  output: [{ stream: 'err', text: 'ssh: connect to host 198.51.100.20 port 22: Connection timed out' }],
  exitCode: 255,
  frames: [
    frameOf({ key: '0.f.pc.send.1', short: 'The PC calls', kind: 'send' }),
    frameOf({ key: '0.f.pc.tx.1', short: 'Out through eth0', to: ['pc/eth0'], hop: 0 }),
    frameOf({
      key: '0.f.server.rx.1',
      short: 'In at the server',
      kind: 'rx',
      place: 'server',
      from: 'pc/eth0',
      to: ['server/eth0'],
      hop: 1,
    }),
  ],
  topologyAt: [0, 0, 0],
  cues: [
    { key: 'call', frame: 0 },
    { key: 'arrives', frame: 2 },
  ],
  predictions: [],
  checked: { lab: 'f01-incident-before', probe: 'ssh', kernel: '6.18', engine: '20.10.24', events: 12, agreeing: 12 },
};

const watch: SceneData = {
  key: 'watch',
  branch: 'main',
  beat: 'watch',
  title: 'The reply',
  line: { at: 'pc', run: 'ping 198.51.100.20' },
  after: 1,
  output: [],
  exitCode: 1,
  frames: [
    frameOf({
      key: '0.r.server.send.1',
      short: 'The server answers',
      kind: 'send',
      place: 'server',
      direction: 'reply',
      hop: 2,
    }),
    frameOf({
      key: '0.r.server.route.1',
      short: 'The longer prefix wins',
      kind: 'route',
      gesture: 'lookup',
      place: 'server',
      direction: 'reply',
      hop: 2,
      sentence: [
        { text: 'The route to ' },
        { text: '192.0.2.10', role: 'destination' },
        { text: ' is decided by ' },
        { text: '192.0.2.0/25', role: 'decided' },
        { text: '.' },
      ],
      decision: {
        listing: {
          place: 'server',
          command: 'ip route',
          lines: [
            { text: 'default via 198.51.100.1 dev eth0', mark: 'lost', why: 'shorter prefix' },
            { text: '192.0.2.0/25 dev br0', mark: 'decided' },
          ],
        },
        verdict: [{ text: '192.0.2.0/25 decides: 25 bits match.' }],
        losers: [{ label: '0 bits', reason: [{ text: 'default lost: a shorter prefix.' }] }],
        panel: [{ text: '192.0.2.0/25 dev br0', mark: 'decided' }],
      },
      state: [
        { title: 'Neighbours', command: 'ip neigh', rows: [{ text: '192.0.2.10 dev br0 INCOMPLETE', changed: true }] },
      ],
    }),
    frameOf({
      key: '0.r.server.drop.1',
      short: 'Lost on the bridge',
      kind: 'drop',
      gesture: 'lost',
      place: 'server',
      direction: 'reply',
      hop: 2,
      disposition: 'neighbour-unreachable',
    }),
  ],
  topologyAt: [0, 0, 0],
  cues: [
    { key: 'decides', frame: 1 },
    { key: 'lost', frame: 2 },
  ],
  predictions: [
    {
      key: 'where',
      beforeFrame: 1,
      question: 'Where does the answer go?',
      options: [
        {
          key: 'back',
          text: 'Back to the PC',
          right: false,
          reason: 'It would, if only the default route matched.',
          ghost: ['server', 'server/eth0', 'pc/eth0'],
        },
        { key: 'bridge', text: 'Into the bridge', right: true, reason: 'The longer prefix wins.' },
      ],
    },
  ],
  checked: { sources: ['source 003'] },
};

const fixed: SceneData = {
  key: 'down-works',
  branch: 'down',
  beat: 'fixes',
  title: 'After the network is gone',
  line: { at: 'pc', run: 'ssh 198.51.100.20' },
  after: 3,
  output: [{ stream: 'out', text: 'user@server:~$' }],
  exitCode: 0,
  frames: [
    frameOf({ key: '0.f.pc.send.1', short: 'The PC calls again', kind: 'send' }),
    frameOf({
      key: '0.r.pc.deliver.1',
      short: 'The answer is here',
      kind: 'deliver',
      gesture: 'deliver',
      disposition: 'delivered',
      outcome: 'delivered',
    }),
  ],
  topologyAt: [0, 0],
  cues: [],
  predictions: [],
  checked: null,
};
