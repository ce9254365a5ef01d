/** How often a sender is told of a shorter way: ever more rarely while it does not listen. @see net/ipv4/route.c ip_rt_send_redirect */
import type { Ip } from '../address/ip.ts';

const LOAD_MS = 20;
const SILENCE_MS = LOAD_MS << 10;
const MAX_IGNORED = 9;

export class RedirectLimit {
  private told: Map<Ip, { count: number; lastMs: number }> | null = null;

  /** @returns whether `sender` may be told now, and counts it as told. */
  allows(sender: Ip, nowMs: number): boolean {
    this.told ??= new Map();
    const known = this.told.get(sender);
    if (known === undefined || nowMs > known.lastMs + SILENCE_MS) {
      this.told.set(sender, { count: 1, lastMs: nowMs });
      return true;
    }
    if (known.count >= MAX_IGNORED || nowMs <= known.lastMs + (LOAD_MS << known.count)) return false;
    known.count += 1;
    known.lastMs = nowMs;
    return true;
  }
}
