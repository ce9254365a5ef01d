/** WSL 2: one utility VM, and the distributions that share its kernel and network. Facts F0.8, V2.1, V2.8, V2.11. */
import type { MachineId } from '../world/world.ts';

export interface WslState {
  readonly networkingMode: 'nat' | 'mirrored';
  /** `localhostForwarding` in `.wslconfig`; on unless it is switched off. */
  readonly localhostForwarding: boolean;
  /** The VM itself, a machine inside this one. */
  readonly vm: MachineId;
  /** The first is the default one. All use the VM's network namespace unless a nested one is told. */
  readonly distributions: readonly WslDistribution[];
  /** Counts VM starts: each draws another address (fact V2.8). */
  readonly starts: number;
}

export interface WslDistribution {
  readonly name: string;
  readonly machine: MachineId;
  readonly running: boolean;
}
