/**
 * The three kinds of a Hyper-V switch, by who may hold a port of it. Nothing else tells them apart: it switches frames as every bridge does.
 * Fact F0.13; Microsoft "Create and configure a virtual switch with Hyper-V". Of which kind WSL's is, its documents do not say.
 */
import type { MachineId, World } from '../world/world.ts';

export type SwitchType = 'external' | 'internal' | 'private';

/** Windows itself, a VM in it, or what lies behind its physical adapter. */
export type SwitchEnd = 'host' | 'vm' | 'network';

/** External: Windows shares the adapter with its VMs, as the switch is set up unless told otherwise. */
export const JOINED_BY: Readonly<Record<SwitchType, readonly SwitchEnd[]>> = {
  external: ['network', 'host', 'vm'],
  internal: ['host', 'vm'],
  private: ['vm'],
};

/** @param inside the Windows machine that the switch is in */
export function endOf(machines: World['machines'], inside: MachineId, other: MachineId): SwitchEnd {
  if (other === inside) return 'host';
  const parent = machines[other]?.parent ?? null;
  if (parent === null) return 'network';
  return parent === inside ? 'vm' : endOf(machines, inside, parent);
}
