/** The firewall between the network and a virtual machine: in mirrored mode it decides what reaches Linux. Facts V2.11, V2.12. */
import type { Packet } from '../packet/packet.ts';
import { fits, type FirewallRule } from './firewall.ts';

/** Which virtual machines a setting is about: WSL's own id. */
export const WSL_CREATOR = '{40E0AC32-46A5-438A-A0B2-2B479E8F2E90}';

export interface HyperVFirewall {
  /** `DefaultInboundAction`; block unless it was set. */
  readonly defaultInbound: 'allow' | 'block';
  readonly inbound: readonly HyperVRule[];
}

export type HyperVRule = Pick<FirewallRule, 'name' | 'action' | 'protocol' | 'localPort'>;

export const DEFAULT_HYPER_V: HyperVFirewall = { defaultInbound: 'block', inbound: [] };

export function admitsToVm({ defaultInbound, inbound }: HyperVFirewall, packet: Packet): boolean {
  const fitting = inbound.filter((rule) => fits(rule, packet, ''));
  if (fitting.some(({ action }) => action === 'block')) return false;
  return fitting.length > 0 || defaultInbound === 'allow';
}
