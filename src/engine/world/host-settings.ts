import { sysctlNumber } from './sysctl.ts';
import type { Netns } from './world.ts';

/** Settings of a whole namespace that packets meet all the time, read once. */
export interface HostSettings {
  readonly defaultTtlHops: number;
  readonly ignoresEchoes: boolean;
  readonly reflectsMark: boolean;
  /** Errors speak from an address of the device that the packet came in by. @see ip-sysctl icmp_errors_use_inbound_ifaddr */
  readonly errorsFromInbound: boolean;
  /** Bridges show IPv4 packets to iptables. */
  readonly bridgeCallsIptables: boolean;
}

const known = new WeakMap<Netns['sysctl'], HostSettings>();

export function hostSettings(netns: Pick<Netns, 'sysctl'>): HostSettings {
  let settings = known.get(netns.sysctl);
  if (settings === undefined) {
    settings = {
      defaultTtlHops: sysctlNumber(netns, 'net.ipv4.ip_default_ttl'),
      ignoresEchoes: sysctlNumber(netns, 'net.ipv4.icmp_echo_ignore_all') > 0,
      reflectsMark: sysctlNumber(netns, 'net.ipv4.fwmark_reflect') > 0,
      errorsFromInbound: sysctlNumber(netns, 'net.ipv4.icmp_errors_use_inbound_ifaddr') > 0,
      bridgeCallsIptables: sysctlNumber(netns, 'net.bridge.bridge-nf-call-iptables') > 0,
    };
    known.set(netns.sysctl, settings);
  }
  return settings;
}
