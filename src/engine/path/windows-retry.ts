/**
 * A Windows client does not take the first refusal for an answer: it sends its SYN again, half a second apart, and gives up after
 * about two seconds. The 2,034 ms were seen (fact 2.10); that it is four repeats is inferred from `MaxSynRetransmissions` 4.
 */
import type { TcpSocket } from '../socket/tcp-socket.ts';
import type { Host } from '../walk/host.ts';
import type { Walk } from '../walk/walk.ts';
import { failTcp } from './tcp.ts';
import type { Skb } from '../walk/skb.ts';

const REPEATS_MS: readonly number[] = [500, 1000, 1500, 2000];
const GIVES_UP_MS = 2034;

export function insist(walk: Walk, host: Host, socket: TcpSocket): void {
  const visit = walk.visit(host, { conversation: socket.conversation, direction: 'forward' });
  const untilMs = walk.agenda.nowMs + GIVES_UP_MS;
  walk.tellBare(visit, { kind: 'wait', reason: 'refused-retry', repeatsMs: REPEATS_MS, untilMs });
  walk.agenda.after(GIVES_UP_MS, () => {
    if (socket.state === 'syn-sent') failTcp(walk, host, socket, 'ECONNREFUSED');
  });
}

/**
 * A neighbour that does not answer ends nothing on Windows: TCP is not told, repeats its SYN and gives up for want of an answer, after
 * some 21 seconds. Unverified: not among the recordings, nor documented. Linux tells the client after the third request (rule ARP-2).
 * Simplified: a relay, whose client waits meanwhile, is told at once.
 */
export function keepsTrying(walk: Walk, host: Host, { packet, visit }: Skb): boolean {
  if (
    host.windows === null ||
    packet.protocol !== 'tcp' ||
    walk.recorder.conversations[visit.conversation]?.causedBy !== undefined
  )
    return false;
  const local = { ip: packet.src, port: packet.sport };
  return host.sockets.findTcp(local, { ip: packet.dst, port: packet.dport })?.state === 'syn-sent';
}
