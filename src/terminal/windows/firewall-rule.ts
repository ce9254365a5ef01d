/** A firewall rule as it is typed in either shell, and as it is printed. Fact V2.10. */
import type { FirewallProfile, FirewallRule, FirewallState } from '../../engine/index.ts';
import { readPort } from '../target.ts';

interface Typed {
  readonly name: string;
  readonly action: 'allow' | 'block';
  readonly protocol?: string | undefined;
  readonly port?: string | undefined;
  readonly profile?: string | undefined;
  /** A path; what counts is the name of its file. */
  readonly program?: string | undefined;
}

/** @returns what of it this world does not know */
export function firewallRule(typed: Typed): FirewallRule | string {
  const { name, action, protocol: protocolText = 'any', port = 'any', profile: profileText = 'any', program } = typed;
  const small = protocolText.toLowerCase();
  const protocol =
    small.startsWith('icmpv4') || small === '1' ? 'icmp' : small === '6' ? 'tcp' : small === '17' ? 'udp' : small;
  if (protocol !== 'tcp' && protocol !== 'udp' && protocol !== 'icmp' && protocol !== 'any')
    return `protocol ${protocolText} in a firewall rule`;
  const profile = profileText.toLowerCase();
  if (profile !== 'any' && !isProfile(profile)) return `profile ${profileText} in a firewall rule`;
  const localPort = port.toLowerCase() === 'any' ? 'any' : readPort(port);
  if (localPort === null) return `local port ${port} in a firewall rule: one port, or any`;
  const file = program?.replace(/^.*[\\/]/, '').toLowerCase();
  return {
    name,
    action,
    protocol,
    localPort,
    profile,
    ...(file === undefined || file === 'any' ? {} : { program: file }),
  };
}

export function isProfile(text: string): text is FirewallProfile {
  return text === 'domain' || text === 'private' || text === 'public';
}

/** As `netsh advfirewall firewall show rule` prints one. */
export function ruleLines({ name, action, protocol, localPort, profile }: FirewallRule): readonly string[] {
  const hasPorts = protocol === 'tcp' || protocol === 'udp';
  const rows: readonly (readonly [string, string])[] = [
    ['Enabled:', 'Yes'],
    ['Direction:', 'In'],
    ['Profiles:', profile === 'any' ? 'Domain,Private,Public' : capital(profile)],
    ['Grouping:', ''],
    ['LocalIP:', 'Any'],
    ['RemoteIP:', 'Any'],
    ['Protocol:', protocol === 'icmp' ? 'ICMPv4' : protocol === 'any' ? 'Any' : protocol.toUpperCase()],
    ...(hasPorts
      ? ([
          ['LocalPort:', capital(String(localPort))],
          ['RemotePort:', 'Any'],
        ] as const)
      : []),
    ['Edge traversal:', 'No'],
    ['Action:', capital(action)],
  ];
  return ['', titled('Rule Name:', name), '-'.repeat(70), ...rows.map(([label, value]) => titled(label, value))];
}

/** As `netsh advfirewall show currentprofile` prints the lines that count here. */
export function profileLines({ profile, enabled }: FirewallState): readonly string[] {
  return ['', `${capital(profile)} Profile Settings: `, '-'.repeat(70), titled('State', enabled ? 'ON' : 'OFF')];
}

function titled(label: string, value: string): string {
  return label.padEnd(38) + value;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
