/** One frame of each gesture on the incident's picture, as short as a board needs them. */
import type { Frame, PacketView } from '../../src/player/index.ts';

type Given = Partial<Frame> & Pick<Frame, 'key' | 'gesture' | 'from' | 'to' | 'short'>;

export function boardFrame(given: Given): Frame {
  return {
    kind: 'tx',
    place: given.to[0]!,
    conversation: 0,
    direction: 'forward',
    hop: 0,
    sentence: [{ text: given.short }],
    packet: null,
    decision: null,
    state: [],
    rewrites: false,
    atMs: 0,
    steps: [0, 0],
    ...given,
  };
}

const syn = packet('SYN', '172.22.10.119', '172.42.10.112:22');
const synAck = packet('SYN-ACK', '172.42.10.112:22', '172.22.10.119');
const whoHas = packet('ARP: who has?', '172.22.0.1', '172.22.10.119');

export const boardFrames: readonly Frame[] = [
  boardFrame({
    key: 'rest',
    gesture: 'rest',
    from: 'pc#process',
    to: ['pc#process'],
    short: 'ssh asks for port 22',
    packet: syn,
  }),
  boardFrame({
    key: 'wire',
    gesture: 'wire',
    from: 'pc/eth0',
    to: ['router/eth0'],
    short: 'out to the router',
    packet: syn,
  }),
  boardFrame({
    key: 'wire-2',
    gesture: 'wire',
    from: 'router/eth1',
    via: ['lan/port1', 'lan/port2'],
    to: ['r550/eno8303'],
    short: 'on to R550',
    packet: syn,
  }),
  boardFrame({
    key: 'deliver',
    gesture: 'deliver',
    from: 'r550/eno8303',
    to: ['r550#process'],
    short: 'sshd’s port is open',
    packet: syn,
  }),
  boardFrame({
    key: 'lookup',
    kind: 'route',
    gesture: 'lookup',
    place: 'r550',
    from: 'r550#process',
    to: ['r550#routes'],
    short: '16 bits match: into the bridge',
    packet: synAck,
    decision: {
      listing: { place: 'r550', command: 'ip route', lines: [] },
      verdict: [],
      losers: [],
      panel: [{ text: '172.22.0.0/16 dev br-80cb5a0c07bc', mark: 'decided' }, { text: 'default via 172.42.10.1' }],
    },
  }),
  boardFrame({
    key: 'bridge',
    gesture: 'wire',
    from: 'r550#routes',
    to: ['r550/br-80cb5a0c07bc'],
    short: 'into the bridge, not home',
    packet: synAck,
  }),
  boardFrame({
    key: 'ask',
    gesture: 'ask',
    from: 'r550/br-80cb5a0c07bc',
    to: ['openldap/eth0'],
    short: 'who has 172.22.10.119? Nobody answers',
    packet: whoHas,
  }),
  boardFrame({
    key: 'lost',
    gesture: 'lost',
    from: 'r550/br-80cb5a0c07bc',
    to: ['r550/br-80cb5a0c07bc'],
    short: 'nobody there has 172.22.10.119',
    packet: synAck,
    disposition: 'neighbour-unreachable',
  }),
  boardFrame({ key: 'wait', gesture: 'wait', from: 'pc#process', to: ['pc#process'], short: 'again after 1, 3, 7 s' }),
  boardFrame({
    key: 'flood',
    gesture: 'flood',
    from: 'router/eth1',
    to: ['r550/eno8303', 'r650/eno8303'],
    short: 'the switch asks everybody',
    packet: packet('ARP: who has?', '172.42.10.1', '172.42.10.112'),
  }),
  boardFrame({
    key: 'rewrite',
    gesture: 'rewrite',
    from: 'r550#netfilter',
    to: ['r550#netfilter'],
    short: 'the source becomes R550’s own',
    packet: { ...packet('SYN', '172.42.10.112:40112', '172.42.10.110:22'), sourceBefore: '172.22.0.2:40112' },
  }),
  boardFrame({
    key: 'call',
    gesture: 'call',
    from: 'r550#process',
    to: ['r550/docker0'],
    short: 'compose asks for a network',
  }),
  boardFrame({
    key: 'change',
    gesture: 'change',
    from: 'r550/br-80cb5a0c07bc',
    to: ['r550/br-80cb5a0c07bc'],
    short: 'a bridge appears',
  }),
  boardFrame({
    key: 'relay',
    gesture: 'relay',
    from: 'r550#process',
    to: ['r550#process'],
    short: 'docker-proxy dials again',
    packet: syn,
  }),
  boardFrame({
    key: 'filter',
    gesture: 'filter',
    from: 'r550#netfilter',
    to: ['r550#netfilter'],
    short: 'FORWARD lets it through',
    packet: syn,
  }),
  boardFrame({
    key: 'router-lookup',
    kind: 'route',
    gesture: 'lookup',
    place: 'router',
    from: 'router/eth0',
    to: ['router#routes'],
    short: 'out of eth1',
    packet: syn,
    decision: {
      listing: { place: 'router', command: 'ip route', lines: [] },
      verdict: [],
      losers: [],
      panel: [{ text: '172.42.10.0/24 dev eth1', mark: 'decided' }, { text: '172.22.10.0/24 dev eth0' }],
    },
  }),
];

function packet(label: string, source: string, destination: string): PacketView {
  return { label, source, destination, fields: [] };
}
