/** The sockets of one namespace that exist only while a walk lasts: clients, and what listeners accepted. */
import type { Ip } from '../address/ip.ts';
import type { IcmpPacket } from '../packet/packet.ts';
import type { Errno } from '../world/refusal.ts';
import type { TcpSocket } from './tcp-socket.ts';

/** A connected datagram socket. */
export interface UdpSocket {
  readonly local: Address;
  readonly remote: Address;
  receive(): void;
  fail(errno: Errno): void;
}

/** Sees every ICMP message the namespace gets, as ping's does. @see raw(7) */
export interface RawSocket {
  receive(packet: IcmpPacket): boolean;
}

export interface Address {
  readonly ip: Ip;
  readonly port: number;
}

function keyOf(local: Address, remote: Address): string {
  return `${local.ip} ${local.port} ${remote.ip} ${remote.port}`;
}

export class SocketTable {
  private readonly tcp = new Map<string, TcpSocket>();
  private readonly udp = new Map<string, UdpSocket>();
  readonly raw = new Set<RawSocket>();

  addTcp(socket: TcpSocket): void {
    this.tcp.set(keyOf(socket.local, socket.remote), socket);
  }

  findTcp(local: Address, remote: Address): TcpSocket | undefined {
    return this.tcp.get(keyOf(local, remote));
  }

  removeTcp(socket: TcpSocket): void {
    const key = keyOf(socket.local, socket.remote);
    if (this.tcp.get(key) === socket) this.tcp.delete(key);
  }

  addUdp(socket: UdpSocket): void {
    this.udp.set(keyOf(socket.local, socket.remote), socket);
  }

  findUdp(local: Address, remote: Address): UdpSocket | undefined {
    return this.udp.get(keyOf(local, remote));
  }

  removeUdp(socket: UdpSocket): void {
    this.udp.delete(keyOf(socket.local, socket.remote));
  }

  /** Whether a local port is in use by a connection: an ephemeral port must not be. */
  usesPort(protocol: 'tcp' | 'udp', port: number): boolean {
    const sockets: Iterable<{ readonly local: Address }> = protocol === 'tcp' ? this.tcp.values() : this.udp.values();
    for (const socket of sockets) if (socket.local.port === port) return true;
    return false;
  }
}
