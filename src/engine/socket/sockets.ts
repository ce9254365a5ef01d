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

interface Connected {
  readonly local: Address;
  readonly remote: Address;
}

function isBetween(socket: Connected, local: Address, remote: Address): boolean {
  return (
    socket.local.port === local.port &&
    socket.remote.port === remote.port &&
    socket.local.ip === local.ip &&
    socket.remote.ip === remote.ip
  );
}

function find<Socket extends Connected>(list: readonly Socket[], local: Address, remote: Address): Socket | undefined {
  for (const socket of list) if (isBetween(socket, local, remote)) return socket;
  return undefined;
}

/** A new one takes the place of an older one between the same ends. */
function added<Socket extends Connected>(list: readonly Socket[], socket: Socket): readonly Socket[] {
  if (list.length === 0) return [socket];
  return [...removed(list, find(list, socket.local, socket.remote)), socket];
}

function removed<Socket>(list: readonly Socket[], socket: Socket | undefined): readonly Socket[] {
  return list.filter((other) => other !== socket);
}

const NONE: readonly never[] = [];

/** Lists, not maps: one command opens a handful. */
export class SocketTable {
  private tcp: readonly TcpSocket[] = NONE;
  private udp: readonly UdpSocket[] = NONE;
  raw: readonly RawSocket[] = NONE;

  addTcp(socket: TcpSocket): void {
    this.tcp = added(this.tcp, socket);
  }

  findTcp(local: Address, remote: Address): TcpSocket | undefined {
    return find(this.tcp, local, remote);
  }

  removeTcp(socket: TcpSocket): void {
    this.tcp = removed(this.tcp, socket);
  }

  addUdp(socket: UdpSocket): void {
    this.udp = added(this.udp, socket);
  }

  findUdp(local: Address, remote: Address): UdpSocket | undefined {
    return find(this.udp, local, remote);
  }

  addRaw(socket: RawSocket): void {
    this.raw = this.raw.length === 0 ? [socket] : [...this.raw, socket];
  }

  /** Every raw socket gets its copy. @returns whether one of them had waited for it. */
  hears(packet: IcmpPacket): boolean {
    let isHeard = false;
    for (const socket of this.raw) isHeard = socket.receive(packet) || isHeard;
    return isHeard;
  }

  removeRaw(socket: RawSocket): void {
    this.raw = removed(this.raw, socket);
  }

  /** Whether a local port is in use by a connection: an ephemeral port must not be. */
  usesPort(protocol: 'tcp' | 'udp', port: number): boolean {
    const sockets: readonly Connected[] = protocol === 'tcp' ? this.tcp : this.udp;
    return sockets.some(({ local }) => local.port === port);
  }
}
