import type { Ip } from '../address/ip.ts';
import type { Mac } from '../address/mac.ts';
import type { Errno } from '../world/refusal.ts';
import type { Packet } from '../packet/packet.ts';
import type { NetnsId, Route } from '../world/world.ts';
import type { Tracked } from '../netfilter/conntrack.ts';
import type { Exit } from './exit.ts';

/** Which story a packet belongs to. */
export interface Thread {
  readonly conversation: number;
  readonly direction: 'forward' | 'reply';
  /** Not told in the trace: TCP's data and later acknowledgements, which go the way the handshake went. */
  readonly quiet?: boolean;
}

/** One packet's stay in one namespace, from its arrival to its departure. */
export interface Visit extends Thread {
  readonly quiet: boolean;
  readonly hop: number;
  readonly netns: NetnsId;
}

/**
 * One packet on its way through one namespace, with what the kernel keeps beside it. The packet itself is never changed,
 * only replaced. @see include/linux/skbuff.h
 */
export interface Skb {
  readonly visit: Visit;
  packet: Packet;
  mark: number;
  /** The device it came in by; empty for one made here. */
  iif: string;
  tracked: Tracked | null;
  /** Set once the routing decision is made; kept over the loopback device. */
  way: Way | null;
  /** The port it came in by and its frame's addresses, where the IP hooks ran at the bridge and must not run again. @see struct nf_bridge_info */
  bridged: { readonly port: string; readonly srcMac: Mac; readonly dstMac: Mac } | null;
  /** The kernel process that made it and would hear an error at once. */
  sender: SendOutcome | null;
}

/** Where a packet goes from here. */
export interface Way {
  readonly kind: 'local' | 'forward' | 'output' | 'broadcast';
  readonly route: Route;
  /** The device it leaves by; `lo` for local delivery of something made here. */
  readonly dev: string;
  /** Whom to ask for on that device: the next hop, or the destination itself. */
  readonly nextHop: Ip;
  /** It goes back where it came from: the sender should be told a shorter way. */
  readonly redirect: boolean;
  /** The door it leads to, once somebody has gone through. */
  exit: Exit | null;
}

/** What a system call that sends hears at once. */
export interface SendOutcome {
  errno: Errno | null;
}

/** A packet that waits for its neighbour's link address, and how it goes on. */
export interface Waiting {
  readonly skb: Skb;
  readonly then: (mac: Mac) => void;
}
