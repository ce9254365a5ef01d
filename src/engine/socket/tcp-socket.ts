/** One end of a TCP connection, without sequence numbers and windows. Read RFC 9293 before editing. */
import type { Errno } from '../world/refusal.ts';
import type { Listener } from '../world/world.ts';
import type { Address } from './sockets.ts';

export type TcpSocketState = 'syn-sent' | 'syn-received' | 'established' | 'closed';

/** What the program that owns the socket does when it is woken. */
export interface TcpProgram {
  connected(socket: TcpSocket): void;
  /** Bytes can be read. */
  readable(socket: TcpSocket): void;
  /** The other side will send no more. */
  ended(socket: TcpSocket): void;
  failed(socket: TcpSocket, errno: Errno): void;
}

export interface TcpSocket {
  readonly local: Address;
  readonly remote: Address;
  readonly side: 'client' | 'server';
  readonly conversation: number;
  /** Of every segment it sends, where the program set one; the namespace's default otherwise. @see ip(7) IP_TTL */
  readonly ttlHops?: number | undefined;
  state: TcpSocketState;
  /** Null until a program has accepted the connection. */
  program: TcpProgram | null;
  /** Bytes arrived that nobody has read yet. */
  hasUnread: boolean;
  /** A line was sent and nothing has come back for it yet: it is sent again, and a FIN waits behind it. */
  isUnacked?: boolean;
  /** The other side's line has arrived: another is a repetition. */
  hasReceived?: boolean;
  /** The program has closed it, but the FIN must wait. */
  closeWaits?: boolean;
  finSent: boolean;
  finReceived: boolean;
  /** The turn of the agenda in which its opening call runs: until that returns, the call holds the socket. */
  readonly openedInTurn: number;
  /** Whose connection a server's socket accepted. */
  readonly listener: Listener | null;
}
