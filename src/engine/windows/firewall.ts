/** Windows Firewall as far as inbound connections go. Facts V2.10, V2.12; Microsoft "Windows Firewall rules". */
import type { Packet, Protocol } from '../packet/packet.ts';

export interface FirewallRule {
  /** As `-DisplayName` or `name=` gave it. */
  readonly name: string;
  readonly action: 'allow' | 'block';
  readonly protocol: Protocol | 'any';
  readonly localPort: number | 'any';
  readonly profile: FirewallProfile | 'any';
  /** Only for this program, `com.docker.backend.exe`; any where absent. */
  readonly program?: string;
}

export type FirewallProfile = 'domain' | 'private' | 'public';

export interface FirewallState {
  /** The profile of the network that the machine is on. */
  readonly profile: FirewallProfile;
  readonly enabled: boolean;
  /** Inbound rules, in the order they were added. What no rule allows is dropped in silence. */
  readonly inbound: readonly FirewallRule[];
}

/**
 * Whether what a remote machine begins may come in to `program`: a rule that blocks wins over any that allows, and what no rule
 * names is blocked. The order of rules does not matter. @returns the deciding rule; null where the default decided.
 */
export function judgeInbound(
  { enabled, profile, inbound }: FirewallState,
  packet: Packet,
  program: string,
): { readonly allows: boolean; readonly rule: FirewallRule | null } {
  if (!enabled) return { allows: true, rule: null };
  const fitting = inbound.filter((rule) => fits(rule, packet, program) && isIn(rule, profile));
  const blocking = fitting.find(({ action }) => action === 'block');
  if (blocking !== undefined) return { allows: false, rule: blocking };
  const allowing = fitting[0] ?? null;
  return { allows: allowing !== null, rule: allowing };
}

function isIn(rule: FirewallRule, profile: FirewallProfile): boolean {
  return rule.profile === 'any' || rule.profile === profile;
}

export function fits(
  rule: Pick<FirewallRule, 'protocol' | 'localPort' | 'program'>,
  packet: Packet,
  program: string,
): boolean {
  if (rule.protocol !== 'any' && rule.protocol !== packet.protocol) return false;
  if (rule.program !== undefined && rule.program !== program) return false;
  return rule.localPort === 'any' || (packet.protocol !== 'icmp' && packet.dport === rule.localPort);
}
