import { formatIp } from '../address/ip.ts';
import type { Packet } from '../packet/packet.ts';

/** An IP packet as a recording writes it down: `ip` and `l4` or `icmp`. */
export function recordedIp(packet: Packet): object {
  const { protocol: proto, ttlHops: ttl } = packet;
  const ip = { src: formatIp(packet.src), dst: formatIp(packet.dst), ttl, proto };
  if (packet.protocol === 'tcp')
    return { ip, l4: { sport: packet.sport, dport: packet.dport, flags: packet.flags.split('+') } };
  if (packet.protocol === 'udp')
    return { ip, l4: { sport: packet.sport, dport: packet.dport, len: packet.payloadBytes } };
  const { type, code, id, seq, gateway, inner } = packet;
  return {
    ip,
    icmp: {
      type,
      code,
      ...(id === undefined ? {} : { id, seq }),
      ...(gateway === undefined ? {} : { gateway: formatIp(gateway) }),
      ...(inner === undefined ? {} : { inner: recordedIp(inner) }),
    },
  };
}
