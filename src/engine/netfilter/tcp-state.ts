/** How connection tracking follows TCP. Read net/netfilter/nf_conntrack_proto_tcp.c tcp_conntracks before editing. */
import type { TcpFlags } from '../packet/packet.ts';

export type TcpState =
  'SYN_SENT' | 'SYN_RECV' | 'ESTABLISHED' | 'FIN_WAIT' | 'CLOSE_WAIT' | 'LAST_ACK' | 'TIME_WAIT' | 'CLOSE';

/** How long a silent flow is remembered. @see net.netfilter.nf_conntrack_*_timeout */
export const TIMEOUTS_MS: Readonly<Record<TcpState | 'udp' | 'udpStream' | 'icmp', number>> = {
  SYN_SENT: 120_000,
  SYN_RECV: 60_000,
  ESTABLISHED: 432_000_000,
  FIN_WAIT: 120_000,
  CLOSE_WAIT: 60_000,
  LAST_ACK: 30_000,
  TIME_WAIT: 120_000,
  CLOSE: 10_000,
  udp: 30_000,
  udpStream: 120_000,
  icmp: 30_000,
};

/**
 * @returns the state after this segment, or null when the segment may not begin a flow. `before` is null for a new one.
 */
export function nextTcpState(
  before: TcpState | null,
  flags: TcpFlags,
  direction: 'original' | 'reply',
): TcpState | null {
  switch (flags) {
    case 'SYN':
      if (before === null || ((before === 'TIME_WAIT' || before === 'CLOSE') && direction === 'original'))
        return 'SYN_SENT';
      return before;
    case 'SYN+ACK':
      return before === 'SYN_SENT' && direction === 'reply' ? 'SYN_RECV' : before;
    case 'ACK':
    case 'PSH+ACK':
      return afterAck(before, direction);
    case 'FIN+ACK':
      if (before === null) return null;
      return before === 'FIN_WAIT' || before === 'CLOSE_WAIT' || before === 'LAST_ACK' ? 'LAST_ACK' : afterFin(before);
    case 'RST':
    case 'RST+ACK':
      return before === null ? null : 'CLOSE';
  }
}

function afterAck(before: TcpState | null, direction: 'original' | 'reply'): TcpState {
  switch (before) {
    // A connection that began before tracking did is picked up in the middle (nf_conntrack_tcp_loose).
    case null:
      return 'ESTABLISHED';
    case 'SYN_RECV':
      return direction === 'original' ? 'ESTABLISHED' : before;
    case 'FIN_WAIT':
      return 'CLOSE_WAIT';
    case 'LAST_ACK':
      return 'TIME_WAIT';
    default:
      return before;
  }
}

function afterFin(before: TcpState): TcpState {
  return before === 'ESTABLISHED' || before === 'SYN_RECV' ? 'FIN_WAIT' : before;
}
