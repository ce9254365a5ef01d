/** One step of every sort, with what every sort needs: to see that each has its words. */
import { ip, prefix, type Outcome, type Packet, type Route, type Step } from '../../src/engine/index.ts';
import type { Fold, StepOf } from '../../src/player/fold/fold.ts';
import { DISPOSITIONS } from '../../src/content/selector.ts';
import { collision } from './collision.ts';

const packet: Packet = {
  protocol: 'tcp',
  src: ip('203.0.113.10'),
  dst: ip('198.51.100.20'),
  ttlHops: 64,
  sport: 40_000,
  dport: 22,
  flags: 'SYN',
  payloadBytes: 0,
};
const mac = '00:00:5e:00:53:01';
const frame = { srcMac: mac, dstMac: mac, payload: packet };
const base = {
  index: 5,
  conversation: 0,
  direction: 'forward',
  hop: 0,
  netns: 'server',
  dev: 'eth0',
  packet,
  atMs: 0,
} as const;

const route = (more: Partial<Route> = {}): Route => ({
  table: 'main',
  type: 'unicast',
  prefix: prefix('198.51.100.0/24'),
  netdev: 'eth0',
  metric: 0,
  scope: 'link',
  protocol: 'kernel',
  ...more,
});
const wide = route({ prefix: prefix('0.0.0.0/0'), nextHop: ip('198.51.100.1'), scope: 'global' });
const main = { priority: 32766, action: { kind: 'lookup', table: 'main' } } as const;
const own = { priority: 100, from: prefix('198.51.100.0/24'), action: { kind: 'lookup', table: '100' } } as const;

function routed(
  chosen: Route | null,
  candidates: readonly Route[],
  rule: StepOf<'route'>['tables'][number]['rule'] = main,
): Step {
  const tables = [{ rule, table: 'main', candidates }];
  return { ...base, kind: 'route', purpose: 'output', destination: packet.dst, tables, chosen };
}

function checked(ok: boolean): Step {
  return { ...base, kind: 'source-check', mode: 1, source: packet.src, tables: [], chosen: route(), ok };
}

function visited(verdict: 'ACCEPT' | 'DROP' | 'REJECT', byRule: boolean): Step {
  const rule = {
    chain: 'INPUT',
    number: 1,
    rule: '-A INPUT -j ACCEPT',
    matched: true,
    verdict: verdict === 'ACCEPT' ? 'ACCEPT' : 'DROP',
  } as const;
  return {
    ...base,
    kind: 'chain',
    hook: 'input',
    table: 'filter',
    chain: 'INPUT',
    visits: byRule ? [rule] : [],
    verdict,
  };
}

const natted = (target: StepOf<'nat'>['target']): Step => ({
  ...base,
  kind: 'nat',
  target,
  before: packet,
  packet: { ...packet, dst: ip('203.0.113.2') },
  diff: [{ field: 'dst', before: packet.dst, after: ip('203.0.113.2') }],
});

const asked = (answer: StepOf<'neighbour'>['answer']): StepOf<'neighbour'> => ({
  ...base,
  kind: 'neighbour',
  ip: ip('203.0.113.10'),
  answer,
  mac,
  attempts: 3,
  entry: null,
});

const steps: Readonly<Record<string, Step>> = {
  'bridge.forward': {
    ...base,
    kind: 'bridge',
    bridge: 'br0',
    learned: null,
    decision: 'forward',
    ports: ['veth0'],
    toLocal: false,
  },
  'bridge.flood': {
    ...base,
    kind: 'bridge',
    bridge: 'br0',
    learned: null,
    decision: 'flood',
    ports: ['veth0'],
    toLocal: false,
  },
  'bridge.local': {
    ...base,
    kind: 'bridge',
    bridge: 'br0',
    learned: null,
    decision: 'local',
    ports: [],
    toLocal: true,
  },
  'bridge.drop': { ...base, kind: 'bridge', bridge: 'br0', learned: null, decision: 'drop', ports: [], toLocal: false },
  'route.longest': routed(route(), [route(), wide]),
  'route.metric': routed(route(), [route(), route({ metric: 100 })]),
  'route.only': routed(wide, [wide]),
  'route.local': routed(route({ type: 'local' }), [route({ type: 'local' })]),
  'route.policy': routed(route(), [route()], own),
  'route.special': routed(route({ type: 'blackhole' }), [route({ type: 'blackhole' })]),
  'route.none': routed(null, []),
  'source-check.ok': checked(true),
  'source-check.failed': checked(false),
  'chain.accept': visited('ACCEPT', true),
  'chain.drop': visited('DROP', true),
  'chain.reject': visited('REJECT', true),
  'chain.policy-accept': visited('ACCEPT', false),
  'chain.policy-drop': visited('DROP', false),
  forward: { ...base, kind: 'forward', ttlBefore: 64, ttlAfter: 63 },
  steer: { ...base, kind: 'steer', to: 'client', address: packet.dst, port: 22 },
  'neighbour.cached': asked('cached'),
  'neighbour.failed': asked('failed'),
  'wait.syn-retry': { ...base, kind: 'wait', reason: 'syn-retry', repeatsMs: [1000, 3000], untilMs: 7000 },
  'wait.refused-retry': { ...base, kind: 'wait', reason: 'refused-retry', repeatsMs: [500, 1000], untilMs: 2034 },
  'wait.patience': { ...base, kind: 'wait', reason: 'patience', repeatsMs: [], untilMs: 7000 },
  'call.asked': {
    ...base,
    kind: 'call',
    from: 'docker',
    to: 'dockerd',
    channel: 'unix-socket',
    what: 'POST /x',
    answer: 'asked',
  },
  'call.done': {
    ...base,
    kind: 'call',
    from: 'dockerd',
    to: 'kernel',
    channel: 'netlink',
    what: 'ip link add',
    answer: 'ok',
  },
  'call.ok': {
    ...base,
    direction: 'reply',
    kind: 'call',
    from: 'dockerd',
    to: 'docker',
    channel: 'unix-socket',
    what: 'POST /x',
    answer: 'ok',
  },
  'call.error': {
    ...base,
    direction: 'reply',
    kind: 'call',
    from: 'dockerd',
    to: 'docker',
    channel: 'unix-socket',
    what: 'POST /x',
    answer: 'error',
    text: 'no',
  },
};

const wanted = {
  ...base,
  packet: null,
  kind: 'bind',
  protocol: 'tcp',
  address: ip('0.0.0.0'),
  port: 8065,
  process: { name: 'app', pid: 20304 },
  excluded: [],
} as const;
const range = { start: 8039, end: 8138, administered: false };
const holder = {
  protocol: 'tcp',
  bindAddress: ip('0.0.0.0'),
  port: 8065,
  process: { name: 'java.exe', pid: 4711 },
} as const;
const binds: Readonly<Record<string, Step>> = {
  'bind.bound': { ...wanted, answer: { kind: 'bound' } },
  'bind.bound-administered': { ...wanted, answer: { kind: 'bound', administered: { ...range, administered: true } } },
  'bind.port-excluded': { ...wanted, answer: { kind: 'port-excluded', range } },
  'bind.address-in-use': { ...wanted, answer: { kind: 'address-in-use', holder } },
};

const sends = [
  'connect',
  'accept',
  'acknowledge',
  'close',
  'datagram',
  'datagram-answer',
  'echo-request',
  'echo-reply',
  'reset',
  'icmp-error',
  'redirect',
] as const;
const nats = ['dnat', 'snat', 'masquerade', 'redirect', 'established', 'reversal'] as const;
const tracked = ['new', 'established', 'related', 'invalid', 'untracked'] as const;
const readers = ['listener', 'connection', 'kernel', 'client'] as const;
const relays = ['opens', 'closes', 'fails'] as const;
const outcomes: readonly Outcome[] = ['delivered', 'refused', 'unreachable', 'timeout', 'closed', 'unresolved'];

/** Message to the step that is told with it. A `result` of a command without packets stands in a conversation without a tuple. */
const told: Readonly<Record<string, Step>> = {
  ...steps,
  ...binds,
  ...Object.fromEntries(
    sends.map((reason) => [`send.${reason}`, { ...base, kind: 'send', origin: 'process', reason }]),
  ),
  'send.without-source': {
    ...base,
    kind: 'send',
    origin: 'process',
    reason: 'echo-request',
    packet: { ...packet, src: ip('0.0.0.0') },
  },
  ...Object.fromEntries(nats.map((target) => [`nat.${target}`, natted(target)])),
  ...Object.fromEntries(
    tracked.map((ctstate) => [`conntrack.${ctstate}`, { ...base, kind: 'conntrack', ctstate, entry: null }]),
  ),
  ...Object.fromEntries(readers.map((to) => [`deliver.${to}`, { ...base, kind: 'deliver', to }])),
  'send.accept-program': { ...base, netns: 'program', kind: 'send', origin: 'process', reason: 'accept' },
  'deliver.program': { ...base, netns: 'program', kind: 'deliver', to: 'listener' },
  ...Object.fromEntries(
    relays.map((action) => [
      `relay.${action}`,
      { ...base, kind: 'relay', process: 'docker-proxy', action, peerConversation: 1 },
    ]),
  ),
  ...Object.fromEntries(
    DISPOSITIONS.map((disposition) => [
      `drop.${disposition}`,
      { ...base, kind: 'drop', disposition, reason: 'R', location: 'f' },
    ]),
  ),
  ...Object.fromEntries(
    outcomes.map((outcome) => [`result.${outcome}`, { ...base, kind: 'result', outcome, text: 'so it ends' }]),
  ),
  'result.done': { ...base, conversation: 1, kind: 'result', outcome: 'delivered', text: 'so it ends' },
  'result.failed': { ...base, conversation: 1, kind: 'result', outcome: 'refused', text: 'so it ends' },
};

const tx = { ...base, kind: 'tx', frame } as const;
const rx = { ...base, netns: 'app', kind: 'rx', frame, otherhost: false } as const;
const forwarded = { ...tx, hop: 7 };
const onLoopback = { ...tx, dev: 'lo' };
const sendError = { ...base, kind: 'send', origin: 'kernel', reason: 'icmp-error' } as const;
const change = (verb: 'add' | 'remove' | 'set') =>
  ({ ...base, packet: null, kind: 'change', verb, noun: 'route', subject: '192.0.2.0/24 dev eth0' }) as const;
const arp = { tx, arrivals: [rx], via: [] };

const stories: Readonly<Record<string, Fold['story']>> = {
  wire: { kind: 'flight', tx, arrivals: [rx], via: [] },
  'wire.forwarded': { kind: 'flight', tx: forwarded, arrivals: [rx], via: [] },
  'wire.loopback': { kind: 'flight', tx: onLoopback, arrivals: [{ ...rx, netns: 'server', dev: 'lo' }], via: [] },
  'wire.flood': { kind: 'flight', tx, arrivals: [rx, { ...rx, netns: 'pc' }], via: [] },
  'wire.open': { kind: 'flight', tx, arrivals: [], via: [] },
  'send.icmp-error-to-itself': { kind: 'journey', send: sendError, tx: onLoopback, arrival: rx, via: [] },
  'neighbour.asking': { kind: 'ask', step: asked('asking'), flight: arp },
  'neighbour.again': { kind: 'again', step: asked('asking'), flight: arp, timesMs: [1000, 2000] },
  'neighbour.resolved': { kind: 'answer', step: asked('resolved'), flight: arp },
  'change.add': { kind: 'changes', steps: [change('add')] },
  'change.remove': { kind: 'changes', steps: [change('remove')] },
  'change.set': { kind: 'changes', steps: [change('set')] },
  'change.pool': { kind: 'changes', steps: [{ ...change('set'), noun: 'pool', subject: '172.17.0.0/16' }] },
};

/** Message to a fold that is told with it: every sort of thing that can happen. */
export const specimens: readonly (readonly [key: string, fold: Fold])[] = [
  ...Object.entries(told).map(([key, step]) => [key, { story: { kind: 'step', step }, steps: [step] }] as const),
  ...Object.entries(stories).map(([key, story]) => [key, { story, steps: [tx] }] as const),
];

const tuple = { protocol: 'tcp', src: packet.src, dst: packet.dst, sport: 1, dport: 2 } as const;

/** A trace that the specimens can stand in. */
/** A namespace that no kernel has, but a program. */
function program({ netns }: typeof collision): typeof netns {
  const [server] = Object.values(netns);
  if (server === undefined) return {};
  const userNetwork = { process: 'com.docker.backend.exe', netns: server.id, hostAlias: ip('192.168.65.254') };
  return { program: { ...server, id: 'program', userNetwork } };
}

export const specimenInput = {
  before: { ...collision, netns: { ...collision.netns, ...program(collision) } },
  after: collision,
  trace: {
    conversations: [
      { client: 'pc', tuple, disposition: null },
      { client: 'server', tuple: null, disposition: null },
    ],
    steps: [
      { ...rx, netns: 'server', index: 0 } as Step,
      { ...base, index: 1, hop: 7, kind: 'forward', ttlBefore: 64, ttlAfter: 63 } as Step,
    ],
    disposition: 'delivered',
    outcome: null,
    error: null,
    answeredBy: null,
  },
} as const;
