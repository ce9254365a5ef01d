/**
 * A Windows client does not take the first refusal for an answer: it sends its SYN again, half a second apart, and gives up after
 * about two seconds. The 2,034 ms were seen (fact 2.10); that it is four repeats is inferred from `MaxSynRetransmissions` 4.
 */
import type { TcpSocket } from '../socket/tcp-socket.ts';
import type { Host } from '../walk/host.ts';
import type { Walk } from '../walk/walk.ts';
import { failTcp } from './tcp.ts';

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
