/**
 * What Windows does with what others begin, where Linux would ask iptables. It looks for the reader first: nobody there is told to
 * nobody (stealth mode); where somebody waits, an inbound rule must let the connection in. What never left the machine is not asked.
 * Facts V2.2, V2.10; Microsoft KB 2586744 "Disable Stealth mode".
 */
import { judgeInbound } from '../windows/firewall.ts';
import type { Device } from '../walk/device.ts';
import type { Host } from '../walk/host.ts';
import type { Skb } from '../walk/skb.ts';
import type { Walk } from '../walk/walk.ts';

/** @returns false when the packet ended here, and the trace says so. `program` is the one that waits for it. */
export function passesFirewall(walk: Walk, host: Host, dev: Device, skb: Skb, program: string): boolean {
  const { windows } = host;
  if (windows === null || dev.kind === 'loopback') return true;
  const { allows, rule } = judgeInbound(windows.firewall, skb.packet, program);
  if (allows) return true;
  const named = rule === null ? {} : { rule: rule.name };
  const detail = { kind: 'drop', disposition: 'blocked-by-firewall', reason: 'INBOUND', location: 'MpsSvc' } as const;
  walk.tell(skb, { ...detail, ...named }, dev.name);
  walk.recorder.settle(skb.visit.conversation, 'blocked-by-firewall');
  return false;
}

/** Whether the refusal of a port without listener stays inside: what its sender sees is silence. */
export function hidesRefusal(host: Host, dev: Device): boolean {
  return host.windows !== null && dev.kind !== 'loopback' && host.windows.firewall.enabled;
}
