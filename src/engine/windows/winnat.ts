/** `net stop winnat`, `net start winnat`, and the moment when the Hyper-V stack asks for its blocks again. Facts F0.4, V0.5 to V0.7. */
import { freeBlocks, takeBlocks } from './port-blocks.ts';
import type { ExcludedPortRange } from './port-range.ts';
import type { WindowsHost } from './windows-host.ts';
import { isVmRunning } from './wsl.ts';

const SERVICE_MS = 600;

/** The blocks go with the service: transcripts show only starred ranges afterwards. Fact V0.5. */
export function stopWinnat(host: WindowsHost): void {
  host.plane.spend(SERVICE_MS);
  host.setService('winnat', 'stopped');
  host.setPorts({ freed: freeBlocks(host) });
  const { wsl } = host.state;
  if (wsl !== undefined && isVmRunning(wsl) && wsl.networkingMode === 'nat')
    host.set({ wsl: { ...wsl, natAfterStop: wsl.natAfterStop ?? 'at-risk' } });
}

/**
 * Comes back without asking for blocks: the list stays as short as it was. Fact V0.5.
 * @returns the block whose port a program has taken meanwhile, when that stops the service from starting (error 32, fact V0.7; that it
 * is a port of a block it had given back is an inference)
 */
export function startWinnat(host: WindowsHost): ExcludedPortRange | null {
  host.plane.spend(SERVICE_MS);
  const lost = (host.state.ports.freed ?? []).find((block) => host.holderIn('tcp', block) !== undefined);
  if (lost !== undefined) return lost;
  host.setService('winnat', 'running');
  host.setPorts({ freed: [] });
  return null;
}

/** When this happens by itself, other than at boot, is not known: it is an action of its own. */
export function askForBlocks(host: WindowsHost): readonly ExcludedPortRange[] {
  return takeBlocks(host);
}

/**
 * What a restart of winnat has done to some: the service runs, and the VM's packets are passed on no more. It can, it need not (fact V0.6), so
 * it is an action of its own too. @returns false where winnat was not stopped since the VM started
 */
export function cutNat(host: WindowsHost): boolean {
  const { wsl } = host.state;
  if (wsl?.natAfterStop === undefined) return false;
  host.set({ wsl: { ...wsl, natAfterStop: 'cut' } });
  return true;
}
