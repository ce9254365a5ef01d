/**
 * The world is one immutable value: machines, the network namespaces that run in them, and the links that join them.
 * It is plain data (JSON-able), shared structurally between versions; nothing in it is ever assigned to.
 * Configuration (what commands set) and dynamic state (what traffic leaves behind: `NetnsState`) stand apart, so that a
 * flow replaces only the latter.
 */
import type { RuleCounts } from '../netfilter/rule-counters.ts';
import type { Ip } from '../address/ip.ts';
import type { Mac } from '../address/mac.ts';
import type { Prefix } from '../address/prefix.ts';
import type { Protocol } from '../packet/packet.ts';
import type { Tuple } from '../packet/tuple.ts';
import type { Ruleset } from '../netfilter/rule.ts';
import type { DockerState } from '../runtime/docker-state.ts';
import type { PodmanState } from '../runtime/podman-state.ts';
import type { WindowsState } from '../windows/windows-state.ts';

export type MachineId = string;
/** A namespace carries the id of the machine or container that owns it: `r550`, `openldap`. */
export type NetnsId = string;
/** A place is `<netns>` or `<netns>/<netdev>`; commands are typed at the former. */
export type Place = string;

export interface World {
  /** Name and version of the base world this one descends from: what a link stores. */
  readonly base: string;
  readonly machines: Readonly<Record<MachineId, Machine>>;
  readonly netns: Readonly<Record<NetnsId, Netns>>;
  readonly links: readonly Link[];
  /** Virtual time since the base world began. */
  readonly nowMs: number;
  /** What the calendar says at `nowMs` 0, `2023-11-08T02:58:03Z`: for what programs print with a date. */
  readonly startsAt?: string;
  /** Source of every draw (ids, ephemeral ports, MAC addresses): the same seed gives the same world. */
  readonly seed: number;
  readonly timers: Timers;
}

/** Patience and repetition, values of the world: recordings use short ones, the screen the usual ones. */
export interface Timers {
  /** How long a client waits for an answer before it reports a timeout. */
  readonly clientPatienceMs: number;
  /** When a SYN is repeated, counted from the first: 1, 3, 7 s … by default. @see tcp(7) tcp_syn_retries */
  readonly synRetriesMs: readonly number[];
}

export type MachineKind = 'pc' | 'server' | 'router' | 'switch' | 'internet' | 'container' | 'vm' | 'windows';

export interface Machine {
  readonly id: MachineId;
  readonly kind: MachineKind;
  /** What a person calls it: a proper name (R550), or a label per language (Developer PC / 개발자 PC). */
  readonly title: string | { readonly ko: string; readonly en: string };
  /** One line under the title ("Dell server"); same forms. */
  readonly subtitle?: string | { readonly ko: string; readonly en: string };
  /** The machine this one runs inside (container in host, VM in PC); null for one that stands on its own. */
  readonly parent: MachineId | null;
  /** Its network namespace; a container with `--network host` or `container:x` names another's. */
  readonly netns: NetnsId;
  /** True when the source does not tell that this machine exists or what it is (a router's model): drawn as assumed. */
  readonly assumed?: boolean;
  /** Files a person may read or write, absolute path to text. */
  readonly files: Readonly<Record<string, string>>;
  /** Names this machine resolves (its /etc/hosts and DNS together). */
  readonly names?: Readonly<Record<string, Ip>>;
  readonly docker?: DockerState;
  readonly podman?: PodmanState;
  readonly windows?: WindowsState;
  /** Its namespace as its configuration files have it: what a reboot brings back. Absent where they are not known. */
  readonly boot?: Netns;
}

/** A veth pair or a cable: two ends, no order. */
export interface Link {
  readonly ends: readonly [LinkEnd, LinkEnd];
  /** False when unplugged or one end was removed. */
  readonly up: boolean;
}

export interface LinkEnd {
  readonly netns: NetnsId;
  readonly dev: string;
}

export interface Netns {
  readonly id: NetnsId;
  readonly machine: MachineId;
  readonly devs: readonly Netdev[];
  readonly rules: readonly PolicyRule[];
  /** All tables together, in the order `ip route show table all` would list them. */
  readonly routes: readonly Route[];
  /** Keys by their full name, as `sysctl -a` prints them: `net.ipv4.conf.all.rp_filter`. */
  readonly sysctl: Readonly<Record<string, string>>;
  readonly netfilter: Ruleset;
  readonly listeners: readonly Listener[];
  readonly state: NetnsState;
  /** No kernel, but a program with a TCP/IP of its own: what arrives is taken up, whatever its destination. */
  readonly userNetwork?: UserNetwork;
  /** Something about the whole namespace that the engine does not know (an nftables rule set of one's own): a packet there is refused by this name. */
  readonly unmodelled?: string;
}

/** What Docker Desktop and gvproxy put in the place of a router: connections go on as sockets of their own. Fact V1.2. */
export interface UserNetwork {
  readonly process: string;
  /** Where its sockets are opened. */
  readonly netns: NetnsId;
  /** Stands for the host itself (`host.docker.internal`): connections to it go to 127.0.0.1 there. Facts F1.10, V1.3. */
  readonly hostAlias: Ip;
}

export type NetdevKind = 'loopback' | 'ethernet' | 'veth' | 'bridge';

export interface Netdev {
  readonly name: string;
  readonly index: number;
  readonly kind: NetdevKind;
  readonly mac: Mac;
  readonly mtuBytes: number;
  readonly addresses: readonly InterfaceAddress[];
  /** Administratively up (`ip link set up`). Carrier is derived: see `hasCarrier`. */
  readonly up: boolean;
  /** Name of the bridge this device is a port of. */
  readonly master?: string;
  /** Bridge ports only. @see bridge(8) */
  readonly port?: {
    readonly hairpin: boolean;
    readonly learning: boolean;
    readonly flood: boolean;
    readonly isolated: boolean;
    /** The port's number in its bridge; ports are served from the highest down. The device's index stands in where absent. */
    readonly number?: number;
  };
  readonly txQueueLength: number;
  /** A kind or setting the engine does not know (macvlan, VLAN filtering): a frame that meets it is refused by this name. */
  readonly unmodelled?: string;
}

export interface InterfaceAddress {
  readonly address: Ip;
  readonly lengthBits: number;
  readonly scope: 'global' | 'link' | 'host';
  readonly broadcast?: Ip;
  /** The other end of a point-to-point address; the prefix is the peer's. @see ip-address(8) peer */
  readonly peer?: Ip;
  /** Where it is not the device's name. */
  readonly label?: string;
}

/** @see ip-rule(8) */
export interface PolicyRule {
  readonly priority: number;
  readonly from?: Prefix;
  readonly to?: Prefix;
  readonly iif?: string;
  readonly oif?: string;
  readonly mark?: { readonly value: number; readonly mask: number };
  readonly not?: boolean;
  /** A route this short or shorter does not count as a match. @see ip-rule(8) suppress_prefixlength */
  readonly suppressBits?: number;
  /** A condition the engine does not know: a packet that would be judged by it is refused by this name. */
  readonly unmodelled?: string;
  readonly action:
    { readonly kind: 'lookup'; readonly table: string } | { readonly kind: 'blackhole' | 'unreachable' | 'prohibit' };
}

export type RouteType = 'unicast' | 'local' | 'broadcast' | 'blackhole' | 'unreachable' | 'prohibit' | 'throw';

/** @see ip-route(8) */
export interface Route {
  readonly table: string;
  readonly type: RouteType;
  readonly prefix: Prefix;
  readonly nextHop?: Ip;
  readonly netdev?: string;
  readonly metric: number;
  readonly scope: 'global' | 'link' | 'host' | 'site' | 'nowhere';
  /** Preferred source address for local senders. */
  readonly source?: Ip;
  readonly protocol: string;
  readonly onlink?: boolean;
  /** Something about this route that the engine does not know (several next hops): a packet that takes it is refused by this name. */
  readonly unmodelled?: string;
}

/** A socket that waits. */
export interface Listener {
  readonly protocol: 'tcp' | 'udp';
  readonly bindAddress: Ip;
  readonly port: number;
  readonly process: { readonly name: string; readonly pid: number; readonly fd?: number };
  /** A relay ends the connection here and opens another (docker-proxy, portproxy). */
  readonly relayTo?: RelayTarget;
  /** Only keeps the port taken: the kernel completes handshakes, nobody ever accepts (dockerd without its userland proxy, conmon). */
  readonly idle?: boolean;
  /** Send-Q as `ss` prints it: 4096 for docker-proxy. */
  readonly backlog?: number;
}

/** Where a relay's second connection goes, and from where it is made. */
export interface RelayTarget {
  readonly address: Ip;
  readonly port: number;
  /** The namespace that the second connection is made in; the listener's own where absent. */
  readonly netns?: NetnsId;
  /** How the bytes get there, and the program at the far end that makes the connection. Facts V0.12, V0.13, V2.1. */
  readonly channel?: { readonly kind: 'hypervisor-socket'; readonly agent: string };
}

/** What traffic leaves behind. Everything here is replaced, never edited, by a flow. */
export interface NetnsState {
  readonly neighbours: readonly NeighbourEntry[];
  readonly fdb: readonly FdbEntry[];
  readonly conntrack: readonly ConntrackEntry[];
  readonly counters: Readonly<Record<string, InterfaceCounters>>;
  /** SNMP and extension counters by nstat's name: `TcpExtIPReversePathFilter`. */
  readonly stats: Readonly<Record<string, number>>;
  /** What `iptables -v` shows. Kept by whoever sends in a person's name: a bare probe leaves them as they were. */
  readonly rules: RuleCounts;
}

/** @see ip-neighbour(8) */
export interface NeighbourEntry {
  readonly ip: Ip;
  readonly dev: string;
  readonly mac?: Mac;
  readonly state: 'PERMANENT' | 'REACHABLE' | 'STALE' | 'DELAY' | 'PROBE' | 'INCOMPLETE' | 'FAILED';
}

export interface FdbEntry {
  readonly bridge: string;
  readonly mac: Mac;
  readonly port: string;
  /** Learned from traffic; the others are the ports' own addresses. */
  readonly learned: boolean;
}

/** As `ifconfig` counts: a bridge counts what goes up to or down from IP through it, payload without the Ethernet header on receive. */
export interface InterfaceCounters {
  readonly rxPackets: number;
  readonly rxBytes: number;
  readonly rxDropped: number;
  readonly txPackets: number;
  readonly txBytes: number;
  readonly txDropped: number;
}

/** @see conntrack(8) */
export interface ConntrackEntry {
  readonly protocol: Protocol;
  readonly original: Tuple;
  readonly reply: Tuple;
  /** TCP only: SYN_SENT, SYN_RECV, ESTABLISHED, FIN_WAIT, CLOSE_WAIT, LAST_ACK, TIME_WAIT, CLOSE. */
  readonly tcpState?: string;
  /** An answer was seen. */
  readonly seenReply: boolean;
  readonly assured: boolean;
  readonly expiresAtMs: number;
}
