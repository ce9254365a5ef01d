import type { Tuple } from '../packet/tuple.ts';
import type { NetnsId } from '../world/world.ts';
import type { Errno } from '../world/refusal.ts';
import type { Disposition } from './disposition.ts';
import type { Outcome, Step } from './step.ts';

/** A request and its replies, or one ARP-free control-plane exchange (`tuple` null). A relay's second connection is another conversation. */
export interface Conversation {
  readonly client: NetnsId;
  readonly tuple: Tuple | null;
  /** The conversation that caused this one (a relay's first half; the flow an ICMP error speaks about), by index. */
  readonly causedBy?: number;
  readonly disposition: Disposition | null;
}

/**
 * What happened, in causal order, with reasons: conversations > hops > steps. The tree is kept flat: every step carries
 * the numbers of its conversation and hop, so that a player can walk it with one index.
 */
export interface Trace {
  readonly conversations: readonly Conversation[];
  readonly steps: readonly Step[];
  readonly disposition: Disposition;
  /** Null for a trace without packets (control plane only). */
  readonly outcome: Outcome | null;
  /** The error a program would print (strerror text), null on success. */
  readonly error: string | null;
  /** The same as errno(3) names it, where a system call failed. */
  readonly errno?: Errno;
  /** The namespace whose answer reached the client. */
  readonly answeredBy: NetnsId | null;
  /** Set where the model ends: the walk met something that it does not know and refuses to guess about. */
  readonly unmodelled?: { readonly what: string; readonly netns: NetnsId };
}
