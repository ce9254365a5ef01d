/**
 * The one shape of both catalogues: a message for everything that can happen to a packet, a function of the real values.
 * Values arrive formatted (`172.22.0.0/16`, `eno8303`); `at`, `from`, `to` are what a person calls a place (R550, 개발자 PC).
 */
import type { Text } from './text.ts';

/** What is said about one step: a sentence for the prose and the transcript, a few words for the node on the board. */
export interface StepText {
  readonly sentence: Text;
  readonly short: string;
}

type Say<V> = (values: V) => StepText;

/** A packet on its way; `label` is what `labels` calls it (SYN-ACK). */
export interface Flight {
  readonly label: string;
  readonly source: string;
  readonly destination: string;
}

export interface SendValues extends Flight {
  readonly at: string;
  readonly process: string | null;
  readonly port: number;
}

export interface WireValues extends Flight {
  readonly from: string;
  readonly to: string;
  readonly dev: string;
  /** A switch or a bridge it crosses on the way. */
  readonly through: string | null;
  /** Set where the sender passed on somebody else's packet. */
  readonly ttl: number | null;
}

export interface RouteValues {
  readonly at: string;
  readonly destination: string;
  readonly prefix: string;
  readonly bits: number;
  readonly dev: string;
  readonly nextHop: string | null;
  readonly table: string;
  readonly metric: number;
  readonly type: string;
}

export interface SourceCheckValues {
  readonly at: string;
  readonly source: string;
  readonly arrivedBy: string;
  readonly wouldLeaveBy: string | null;
  readonly mode: number;
}

export interface ChainValues {
  readonly at: string;
  readonly table: string;
  readonly chain: string;
  readonly rule: string;
}

export interface NatValues {
  readonly at: string;
  readonly before: string;
  readonly after: string;
  readonly field: 'source' | 'destination' | 'both';
}

export interface NeighbourValues {
  readonly at: string;
  readonly ip: string;
  readonly dev: string;
  readonly mac: string;
  readonly answeredBy: string;
  readonly heardBy: readonly string[];
  readonly times: readonly string[];
  readonly attempts: number;
}

export interface BridgeValues extends Flight {
  readonly at: string;
  readonly bridge: string;
  readonly ports: readonly string[];
  readonly mac: string;
}

export interface DeliverValues extends Flight {
  readonly at: string;
  readonly process: string | null;
  readonly port: number;
}

export interface DropValues extends Flight {
  readonly at: string;
  readonly dev: string;
  readonly reason: string;
  readonly location: string;
  readonly rule: string | null;
}

export interface CallValues {
  /** The program that wants something, and the one that is asked. */
  readonly asker: string;
  readonly asked: string;
  readonly channel: string;
  readonly what: string;
  readonly text: string | null;
}

/** One of a sort, and several. */
export interface Noun {
  readonly one: string;
  readonly many: string;
}

export interface ChangeValues {
  readonly at: string;
  readonly noun: Noun;
  readonly subjects: readonly string[];
}

export interface StepMessages {
  readonly 'send.connect': Say<SendValues>;
  readonly 'send.accept': Say<SendValues>;
  /** A program in a gateway's place answers when its own connection stands. */
  readonly 'send.accept-program': Say<SendValues>;
  readonly 'send.acknowledge': Say<SendValues>;
  readonly 'send.close': Say<SendValues>;
  readonly 'send.datagram': Say<SendValues>;
  readonly 'send.datagram-answer': Say<SendValues>;
  readonly 'send.echo-request': Say<SendValues>;
  readonly 'send.echo-reply': Say<SendValues>;
  readonly 'send.reset': Say<SendValues>;
  readonly 'send.icmp-error': Say<SendValues>;
  readonly 'send.icmp-error-to-itself': Say<SendValues>;
  readonly 'send.redirect': Say<SendValues>;
  readonly 'send.without-source': Say<SendValues>;
  readonly wire: Say<WireValues>;
  readonly 'wire.forwarded': Say<WireValues>;
  readonly 'wire.loopback': Say<WireValues>;
  readonly 'wire.flood': Say<WireValues & { readonly places: readonly string[] }>;
  readonly 'wire.open': Say<WireValues>;
  readonly 'bridge.forward': Say<BridgeValues>;
  readonly 'bridge.flood': Say<BridgeValues>;
  readonly 'bridge.local': Say<BridgeValues>;
  readonly 'bridge.drop': Say<BridgeValues>;
  readonly 'route.longest': Say<RouteValues & { readonly loser: string; readonly loserBits: number }>;
  readonly 'route.metric': Say<RouteValues & { readonly loserMetric: number }>;
  readonly 'route.only': Say<RouteValues>;
  readonly 'route.local': Say<RouteValues>;
  readonly 'route.policy': Say<RouteValues & { readonly rule: string }>;
  readonly 'route.special': Say<RouteValues>;
  readonly 'route.none': Say<RouteValues>;
  readonly 'source-check.ok': Say<SourceCheckValues>;
  readonly 'source-check.failed': Say<SourceCheckValues>;
  readonly 'chain.accept': Say<ChainValues>;
  readonly 'chain.drop': Say<ChainValues>;
  readonly 'chain.reject': Say<ChainValues>;
  readonly 'chain.policy-accept': Say<ChainValues>;
  readonly 'chain.policy-drop': Say<ChainValues>;
  readonly 'nat.dnat': Say<NatValues>;
  readonly 'nat.snat': Say<NatValues>;
  readonly 'nat.masquerade': Say<NatValues>;
  readonly 'nat.redirect': Say<NatValues>;
  readonly 'nat.established': Say<NatValues>;
  readonly 'nat.reversal': Say<NatValues>;
  readonly 'conntrack.new': Say<{ readonly at: string }>;
  readonly 'conntrack.established': Say<{ readonly at: string }>;
  readonly 'conntrack.related': Say<{ readonly at: string }>;
  readonly 'conntrack.invalid': Say<{ readonly at: string }>;
  readonly 'conntrack.untracked': Say<{ readonly at: string }>;
  readonly forward: Say<{ readonly at: string; readonly before: number; readonly after: number }>;
  readonly 'neighbour.cached': Say<NeighbourValues>;
  readonly 'neighbour.asking': Say<NeighbourValues>;
  readonly 'neighbour.again': Say<NeighbourValues>;
  readonly 'neighbour.resolved': Say<NeighbourValues>;
  readonly 'neighbour.failed': Say<NeighbourValues>;
  readonly 'deliver.listener': Say<DeliverValues>;
  /** A program in a gateway's place takes what is for others. */
  readonly 'deliver.program': Say<DeliverValues>;
  readonly 'deliver.connection': Say<DeliverValues>;
  readonly 'deliver.kernel': Say<DeliverValues>;
  readonly 'deliver.client': Say<DeliverValues>;
  readonly steer: Say<{ readonly at: string; readonly to: string; readonly address: string; readonly port: number }>;
  readonly 'relay.opens': Say<{ readonly at: string; readonly process: string }>;
  readonly 'relay.closes': Say<{ readonly at: string; readonly process: string }>;
  readonly 'relay.fails': Say<{ readonly at: string; readonly process: string }>;
  readonly 'wait.syn-retry': Say<{ readonly at: string; readonly times: readonly string[] }>;
  readonly 'wait.refused-retry': Say<{ readonly at: string; readonly times: readonly string[] }>;
  readonly 'wait.patience': Say<{ readonly at: string; readonly until: string }>;
  readonly 'drop.refused': Say<DropValues>;
  readonly 'drop.dropped-by-rule': Say<DropValues>;
  readonly 'drop.blocked-by-firewall': Say<DropValues>;
  readonly 'drop.rejected-by-rule': Say<DropValues>;
  readonly 'drop.source-check-failed': Say<DropValues>;
  readonly 'drop.no-route': Say<DropValues>;
  readonly 'drop.route-prohibits': Say<DropValues>;
  readonly 'drop.not-forwarding': Say<DropValues>;
  readonly 'drop.not-for-this-host': Say<DropValues>;
  readonly 'drop.neighbour-unreachable': Say<DropValues>;
  readonly 'drop.no-listener': Say<DropValues>;
  readonly 'drop.ttl-exceeded': Say<DropValues>;
  readonly 'drop.loop': Say<DropValues>;
  readonly 'drop.link-down': Say<DropValues>;
  readonly 'drop.bridge-dropped': Say<DropValues>;
  readonly 'drop.closed-by-relay': Say<DropValues>;
  readonly 'drop.name-unresolved': Say<DropValues>;
  readonly 'drop.delivered': Say<DropValues>;
  readonly 'result.delivered': Say<ResultValues>;
  readonly 'result.refused': Say<ResultValues>;
  readonly 'result.unreachable': Say<ResultValues>;
  readonly 'result.timeout': Say<ResultValues>;
  readonly 'result.closed': Say<ResultValues>;
  readonly 'result.unresolved': Say<ResultValues>;
  /** Of a command that sends nothing itself. */
  readonly 'result.done': Say<ResultValues>;
  readonly 'result.failed': Say<ResultValues>;
  readonly 'call.asked': Say<CallValues>;
  /** Asked and done in one step: a program has the kernel or a helper do something. */
  readonly 'call.done': Say<CallValues>;
  readonly 'call.ok': Say<CallValues>;
  readonly 'call.error': Say<CallValues>;
  readonly 'bind.bound': Say<BindValues>;
  /** The port lies in a range that an administrator reserved: bound all the same. */
  readonly 'bind.bound-administered': Say<BindValues>;
  readonly 'bind.port-excluded': Say<BindValues>;
  readonly 'bind.address-in-use': Say<BindValues>;
  readonly 'change.add': Say<ChangeValues>;
  readonly 'change.remove': Say<ChangeValues>;
  readonly 'change.set': Say<ChangeValues>;
  /** The search for free subnets begins anew, at `subnet`. */
  readonly 'change.pool': Say<{ readonly at: string; readonly subnet: string }>;
  readonly rest: Say<{ readonly at: string }>;
  readonly unmodelled: Say<{ readonly at: string; readonly what: string }>;
}

/** A program asks for a port. `range` and `holder` are empty where there is none. */
export interface BindValues {
  readonly at: string;
  readonly process: string;
  /** `TCP 0.0.0.0:8065` */
  readonly socket: string;
  readonly port: number;
  readonly range: string;
  readonly holder: string;
  readonly pid: number;
}

export interface ResultValues {
  readonly at: string;
  readonly text: string;
}

/** One line beside a listing: what decided. */
export interface VerdictMessages {
  readonly longest: (v: { readonly prefix: string; readonly bits: number }) => Text;
  readonly metric: (v: { readonly prefix: string; readonly metric: number }) => Text;
  readonly only: (v: { readonly prefix: string }) => Text;
  readonly policy: (v: { readonly rule: string; readonly prefix: string }) => Text;
  readonly special: (v: { readonly prefix: string; readonly type: string }) => Text;
  readonly 'no-route': (v: { readonly destination: string }) => Text;
  readonly 'source-ok': (v: { readonly source: string; readonly dev: string }) => Text;
  readonly 'source-failed': (v: {
    readonly source: string;
    readonly wouldLeaveBy: string | null;
    readonly dev: string;
  }) => Text;
  readonly rule: (v: { readonly chain: string; readonly number: number; readonly verdict: string }) => Text;
  readonly 'chain-policy': (v: { readonly chain: string; readonly verdict: string }) => Text;
  readonly established: (v: { readonly before: string; readonly after: string }) => Text;
  readonly 'fdb-known': (v: { readonly mac: string; readonly port: string }) => Text;
  readonly 'fdb-unknown': (v: { readonly mac: string }) => Text;
  readonly 'neighbour-found': (v: { readonly ip: string; readonly mac: string }) => Text;
  readonly 'neighbour-unknown': (v: { readonly ip: string }) => Text;
  readonly 'neighbour-failed': (v: { readonly ip: string }) => Text;
  readonly listener: (v: { readonly port: number; readonly process: string }) => Text;
  readonly changed: (v: { readonly noun: Noun; readonly subjects: readonly string[] }) => Text;
  readonly 'no-listener': (v: { readonly port: number }) => Text;
  /** `goesOn`: the search begins behind the subnet given last (engines up to 26), else at the first of the pools. */
  readonly subnet: (v: { readonly subnet: string; readonly goesOn: boolean }) => Text;
  readonly 'bind-free': (v: { readonly port: number }) => Text;
  readonly 'bind-administered': (v: { readonly port: number; readonly range: string }) => Text;
  readonly 'bind-excluded': (v: { readonly port: number; readonly range: string }) => Text;
  readonly 'bind-in-use': (v: { readonly port: number; readonly process: string; readonly pid: number }) => Text;
}

/** Why a line of a listing did not decide: a label of a word or two, and the reason. */
export interface LoserMessages {
  readonly shorter: (v: { readonly bits: number; readonly route: string }) => Loser;
  readonly metric: (v: { readonly metric: number; readonly route: string }) => Loser;
  readonly 'no-match': (v: { readonly routes: readonly string[]; readonly destination: string }) => Loser;
  readonly rule: (v: { readonly number: number; readonly chain: string; readonly failed: string }) => Loser;
  readonly jump: (v: { readonly number: number; readonly chain: string; readonly target: string }) => Loser;
  readonly 'policy-rule': (v: { readonly rule: string }) => Loser;
  readonly 'sends-back': (v: { readonly route: string; readonly dev: string }) => Loser;
  readonly 'subnet-network': (v: { readonly subnets: readonly string[] }) => Loser;
  readonly 'subnet-route': (v: { readonly subnets: readonly string[] }) => Loser;
  readonly 'subnet-nameserver': (v: { readonly subnets: readonly string[] }) => Loser;
  /** Free, and earlier in the pools than where the search began. */
  readonly 'subnet-behind': (v: { readonly subnets: readonly string[] }) => Loser;
  readonly 'other-ranges': (v: { readonly ranges: readonly string[]; readonly port: number }) => Loser;
}

export interface Loser {
  readonly label: string;
  readonly reason: Text;
}

/** Names of what a packet is, as the chip on the board carries them. */
export type LabelKey =
  | 'echo-request'
  | 'echo-reply'
  | 'unreachable'
  | 'time-exceeded'
  | 'redirect'
  | 'arp-request'
  | 'arp-reply'
  | 'udp'
  | 'data';

export type FieldKey =
  | 'source'
  | 'destination'
  | 'ttl'
  | 'protocol'
  | 'source-port'
  | 'destination-port'
  | 'flags'
  | 'type'
  | 'sender'
  | 'target'
  | 'gateway'
  | 'inner'
  | 'id';

export type TableKey = 'conntrack' | 'neighbours' | 'fdb' | 'listeners' | 'excluded';
export type ChannelKey = 'unix-socket' | 'netlink' | 'named-pipe' | 'hypervisor-socket' | 'exec';
export type NounKey =
  | 'network'
  | 'pool'
  | 'netdev'
  | 'address'
  | 'route'
  | 'rule'
  | 'netns'
  | 'container'
  | 'listener'
  | 'sysctl'
  | 'file'
  | 'excluded-range'
  | 'dynamic-range'
  | 'service';

export interface Messages {
  readonly step: StepMessages;
  readonly verdict: VerdictMessages;
  readonly loser: LoserMessages;
  readonly label: Readonly<Record<LabelKey, string>>;
  readonly field: Readonly<Record<FieldKey, string>>;
  readonly table: Readonly<Record<TableKey, string>>;
  readonly channel: Readonly<Record<ChannelKey, string>>;
  /** The same beside an arrow, without an article. */
  readonly channelName: Readonly<Record<ChannelKey, string>>;
  /** On the chips of a relay's two connections, as one opens the other and as one closes the other. */
  readonly relay: Readonly<Record<'ends' | 'begins' | 'over' | 'closes', string>>;
  readonly noun: Readonly<Record<NounKey, Noun>>;
  /** What `0.0.0.0/0` is called in a sentence. */
  readonly defaultRoute: string;
  /** `1 s`, `3 s`: a duration from ms. */
  readonly seconds: (ms: number) => string;
  /** `a`, `a and b`, `a, b and c`. */
  readonly list: (items: readonly string[]) => string;
}
