/** The end of a story: what the client saw, and what it comes down to. */
import type { Disposition } from '../trace/disposition.ts';
import type { Fact } from '../trace/fact.ts';
import type { Trace } from '../trace/trace.ts';
import { WalkedTrace } from '../trace/walked-trace.ts';
import { dispositionOf, type Client } from './client.ts';

export function conclude(client: Client, unmodelled: Trace['unmodelled']): Trace {
  const { walk, host, outcome, text, echo, error, errno, waitsForSyn, endedAtMs } = client;
  const { recorder } = walk;
  const visit = walk.visit(host, { conversation: 0, direction: 'reply' });
  const atMs = endedAtMs ?? walk.agenda.nowMs;
  if (outcome === 'timeout' && !waitsForSyn && unmodelled === undefined)
    recorder.step(visit, atMs, null, { kind: 'wait', reason: 'patience', repeatsMs: [], untilMs: atMs });
  recorder.step(visit, atMs, null, { kind: 'result', outcome, text, echo });
  const disposition = dispositionOfClient(client);
  const first = recorder.conversations[0];
  if (first !== undefined) first.disposition = disposition;
  for (const conversation of recorder.conversations) conversation.disposition ??= 'delivered';
  return new WalkedTrace(recorder, { disposition, outcome, error, errno, unmodelled: unmodelled ?? null });
}

function dispositionOfClient({ walk, outcome, errno }: Client): Disposition {
  if (outcome === 'delivered') return 'delivered';
  const settled = walk.recorder.conversations[0]?.disposition ?? null;
  if (settled === 'ttl-exceeded' && isLoop(walk.recorder.facts)) return 'loop';
  if (settled !== null) return settled;
  if (errno !== null && outcome === 'unreachable') return dispositionOf(errno);
  // Nothing was lost, and yet nothing came: a relay or a server holds the connection open.
  return outcome === 'closed' ? 'closed-by-relay' : 'no-listener';
}

/** The packet was passed on twice by the same namespace before its time ran out. */
function isLoop(facts: readonly Fact[]): boolean {
  const seen = new Set<string>();
  for (const { detail, visit } of facts) {
    if (detail.kind !== 'forward' || visit.conversation !== 0) continue;
    const key = `${visit.direction} ${visit.netns}`;
    if (seen.has(key)) return true;
    seen.add(key);
  }
  return false;
}
