/** Windows Firewall as far as inbound connections go. Fact V2.10. */
import type { Protocol } from '../packet/packet.ts';

export interface FirewallRule {
  /** As `-DisplayName` or `name=` gave it. */
  readonly name: string;
  readonly action: 'allow' | 'block';
  readonly protocol: Extract<Protocol, 'tcp' | 'udp'>;
  readonly localPort: number | 'any';
  readonly profile: FirewallProfile | 'any';
}

export type FirewallProfile = 'domain' | 'private' | 'public';

export interface FirewallState {
  /** The profile of the network that the machine is on. */
  readonly profile: FirewallProfile;
  readonly enabled: boolean;
  /** Inbound rules, in the order they were added. What no rule allows is dropped in silence. */
  readonly inbound: readonly FirewallRule[];
}
