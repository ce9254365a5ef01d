/**
 * A step is one thing that happened at one place. Closed union: a `switch` on `kind` must be total.
 * The order of a trace's steps is causal (and the kernel's); `tx` and `rx` are exactly the events that a packet socket
 * would have recorded, everything else is the reason between two of them.
 */
import type { Ip } from '../address/ip.ts';
import type { Mac } from '../address/mac.ts';
import type { Frame, Packet } from '../packet/packet.ts';
import type { TupleDiff } from '../packet/tuple.ts';
import type { SubnetChoice } from './subnet-choice.ts';
import type {
  ConntrackEntry,
  FdbEntry,
  InterfaceCounters,
  Listener,
  NeighbourEntry,
  NetnsId,
  PolicyRule,
  Route,
} from '../world/world.ts';
import type { BindResult } from '../windows/bind.ts';
import type { ExcludedPortRange } from '../windows/port-range.ts';
import type { Disposition } from './disposition.ts';

export type Hook = 'prerouting' | 'input' | 'forward' | 'output' | 'postrouting';
export type TableName = 'raw' | 'mangle' | 'nat' | 'filter' | 'security';

interface StepBase {
  /** Position in `Trace.steps`. */
  readonly index: number;
  /** Index into `Trace.conversations`. */
  readonly conversation: number;
  /** Conntrack's words: `forward` is the original direction of the conversation. */
  readonly direction: 'forward' | 'reply';
  /** Steps with one `hop` number happened in one namespace on behalf of one packet, from its arrival to its departure. */
  readonly hop: number;
  readonly netns: NetnsId;
  /** The interface it happened at, where there is one. */
  readonly dev?: string;
  /** The IP packet as it stands after this step; null for ARP of its own and for control-plane steps. */
  readonly packet: Packet | null;
  readonly atMs: number;
}

/** One rule that was tried. `failed` names the first match that did not hold (as its text in iptables-save), absent when the rule matched. */
export interface RuleVisit {
  readonly chain: string;
  /** Position in the chain, from 1 as `iptables --line-numbers`; 0 for a built-in chain's policy, -1 for the return at a user chain's end. */
  readonly number: number;
  /** The rule's line as iptables-save prints it. */
  readonly rule: string;
  readonly matched: boolean;
  readonly failed?: string;
  readonly verdict?: Verdict;
}

/** As a recording writes it: REJECT shows as DROP, DNAT and MASQUERADE as ACCEPT. */
export type Verdict = 'ACCEPT' | 'DROP' | 'RETURN' | 'JUMP' | 'GOTO' | 'CONTINUE';

/** One table of one policy rule that was consulted. `candidates` are all matching routes, longest prefix first. */
export interface TableLookup {
  readonly rule: PolicyRule;
  readonly table: string;
  readonly candidates: readonly Route[];
}

export type StepDetail =
  /** A process or the kernel itself makes a packet. */
  | {
      readonly kind: 'send';
      readonly origin: 'process' | 'kernel';
      readonly reason:
        | 'connect'
        | 'accept'
        | 'acknowledge'
        | 'close'
        | 'datagram'
        | 'datagram-answer'
        | 'echo-request'
        | 'echo-reply'
        | 'reset'
        | 'icmp-error'
        | 'redirect';
      readonly process?: string;
    }
  /** A frame leaves through `dev`. */
  | { readonly kind: 'tx'; readonly frame: Frame }
  /** A frame is seen at `dev`. `otherhost`: its destination address is not this interface's. */
  | { readonly kind: 'rx'; readonly frame: Frame; readonly otherhost: boolean }
  /** A bridge decides about a frame that came in by `dev` (or from IP above it). @see bridge(8) */
  | {
      readonly kind: 'bridge';
      readonly bridge: string;
      readonly learned: FdbEntry | null;
      readonly decision: 'forward' | 'flood' | 'local' | 'drop';
      readonly ports: readonly string[];
      readonly toLocal: boolean;
    }
  /** The routing decision. `direction` input: for a packet that arrived; output: for one made here. */
  | {
      readonly kind: 'route';
      readonly purpose: 'input' | 'output';
      readonly destination: Ip;
      readonly tables: readonly TableLookup[];
      readonly chosen: Route | null;
      /** Source address the kernel picked, for an unbound local sender. */
      readonly chosenSource?: Ip;
    }
  /** Reverse path filter. `mode` is the effective max(all, dev). Recorded only when it looked (mode 1 or 2). @see ip-sysctl rp_filter, RFC 3704 */
  | {
      readonly kind: 'source-check';
      readonly mode: 1 | 2;
      readonly source: Ip;
      readonly tables: readonly TableLookup[];
      readonly chosen: Route | null;
      readonly ok: boolean;
    }
  | {
      readonly kind: 'chain';
      readonly hook: Hook;
      readonly table: TableName;
      readonly chain: string;
      readonly visits: readonly RuleVisit[];
      readonly verdict: 'ACCEPT' | 'DROP' | 'REJECT';
      /** Which interfaces the hook saw. */
      readonly iif?: string;
      readonly oif?: string;
    }
  /** A header was rewritten: by a rule (dnat, snat, masquerade) or by conntrack for a later packet (translation, reversal). Never without a difference. */
  | {
      readonly kind: 'nat';
      readonly target: 'dnat' | 'snat' | 'masquerade' | 'redirect' | 'established' | 'reversal';
      readonly diff: readonly TupleDiff[];
      readonly before: Packet;
      /** The flow as it is tracked from here on. */
      readonly entry?: ConntrackEntry;
    }
  | {
      readonly kind: 'conntrack';
      readonly ctstate: 'new' | 'established' | 'related' | 'invalid' | 'untracked';
      readonly entry: ConntrackEntry | null;
    }
  /** The packet is for somebody else and passed on: TTL falls by one. */
  | { readonly kind: 'forward'; readonly ttlBefore: number; readonly ttlAfter: number }
  /** Two kernels share this address (WSL's mirrored mode): the packet is handed to the one that waits for it. Fact V2.11. */
  | { readonly kind: 'steer'; readonly to: NetnsId; readonly address: Ip; readonly port: number }
  /** Who has `ip`? `cached` needed no question, `asking` opens one (its ARP frames follow), `resolved` and `failed` close it. */
  | {
      readonly kind: 'neighbour';
      readonly ip: Ip;
      readonly answer: 'cached' | 'asking' | 'resolved' | 'failed';
      readonly mac?: Mac;
      readonly attempts?: number;
      readonly entry: NeighbourEntry | null;
    }
  /** It reached its last reader: a socket, the kernel's ICMP, or nobody's. */
  | {
      readonly kind: 'deliver';
      readonly to: 'listener' | 'connection' | 'kernel' | 'client';
      readonly listener?: Listener;
    }
  /** A relay ends one connection here and opens (or closes) another, which is a conversation of its own. */
  | {
      readonly kind: 'relay';
      readonly process: string;
      readonly action: 'opens' | 'closes' | 'fails';
      readonly peerConversation: number;
    }
  /** Time passes with nothing new: repeats that go the same way are told, not traced. Windows also repeats a SYN that was refused. */
  | {
      readonly kind: 'wait';
      readonly reason: 'syn-retry' | 'refused-retry' | 'patience';
      readonly repeatsMs: readonly number[];
      readonly untilMs: number;
    }
  /** It ends here. `reason` and `location` are the kernel's own names. @see include/net/dropreason-core.h */
  | {
      readonly kind: 'drop';
      readonly disposition: Disposition;
      readonly reason: string;
      readonly location: string;
      readonly rule?: string;
    }
  /** What the client saw in the end. */
  | { readonly kind: 'result'; readonly outcome: Outcome; readonly text: string }
  /** Control plane: one program asks another for something (CLI to daemon, daemon to kernel). */
  | {
      readonly kind: 'call';
      readonly from: string;
      readonly to: string;
      readonly channel: 'unix-socket' | 'netlink' | 'named-pipe' | 'hypervisor-socket' | 'exec';
      readonly what: string;
      readonly answer: 'asked' | 'ok' | 'error';
      readonly text?: string;
    }
  /** A program asks Windows for a port to listen on. `excluded` are the ranges of that protocol that Windows held then. Fact V0.19. */
  | {
      readonly kind: 'bind';
      readonly protocol: 'tcp' | 'udp';
      readonly address: Ip;
      readonly port: number;
      readonly process: Listener['process'];
      readonly answer: BindResult;
      readonly excluded: readonly ExcludedPortRange[];
    }
  /** Control plane: something was made, changed or removed. `subject` names it (`br-80cb5a0c07bc`, `172.22.0.0/16 dev br-80cb5a0c07bc`). */
  | {
      readonly kind: 'change';
      readonly verb: 'add' | 'remove' | 'set';
      readonly noun:
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
        /** Of Windows: a range of ports, `8039-8138`; what ports are handed out from; a service and its state. */
        | 'excluded-range'
        | 'dynamic-range'
        | 'service';
      readonly subject: string;
      /** Others of the same kind that were changed in the same breath, in order. */
      readonly also?: readonly string[];
      /** Of a network whose subnet the engine chose. */
      readonly choice?: SubnetChoice;
    };

/** Counters move with `tx`, `rx` and `drop`; the trace keeps the totals it ends with in the world, not here. */
export type Step = StepBase & StepDetail & { readonly counters?: InterfaceCounters };
export type StepKind = Step['kind'];

export type Outcome = 'delivered' | 'refused' | 'unreachable' | 'timeout' | 'closed' | 'unresolved';
