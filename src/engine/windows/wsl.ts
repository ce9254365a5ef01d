/** WSL 2: one utility VM, and the distributions that share its kernel and network. Facts F0.8, V2.1, V2.8, V2.11. */
import type { MachineId } from '../world/world.ts';
import type { HyperVFirewall } from './hyper-v-firewall.ts';

export interface WslState {
  /** Mirrored: the VM has Windows' own addresses, and a packet goes to the kernel whose program waits for it. */
  readonly networkingMode: 'nat' | 'mirrored';
  /** `localhostForwarding` in `.wslconfig`; on unless it is switched off. */
  readonly localhostForwarding: boolean;
  /** Mirrored mode: whether Windows and the VM reach each other by Windows' own addresses too, not by 127.0.0.1 alone. Off by default. */
  readonly hostAddressLoopback?: boolean;
  /** Mirrored mode: ports that stay with Windows whatever Linux listens on. */
  readonly ignoredPorts?: readonly number[];
  readonly hyperVFirewall?: HyperVFirewall;
  /** The VM itself, a machine inside this one. */
  readonly vm: MachineId;
  /** The first is the default one. All use the VM's network namespace unless a nested one is told. */
  readonly distributions: readonly WslDistribution[];
  /** Counts VM starts: each draws another address (fact V2.8). */
  readonly starts: number;
  /** The machine that stands for gvproxy.exe's own network, while Podman's user-mode networking takes the NAT's place. Fact V2.5. */
  readonly userMode?: MachineId;
  /**
   * winnat was stopped while the VM ran: `at-risk` as long as its way out has come back with the service, `cut` where it has not, until WSL
   * or the PC starts again. Fact V0.6: a restart of winnat can cut it; when it does is not known.
   */
  readonly natAfterStop?: 'at-risk' | 'cut';
}

export interface WslDistribution {
  readonly name: string;
  readonly machine: MachineId;
  readonly running: boolean;
}

/** The VM runs while one of its distributions does. */
export function isVmRunning({ distributions }: WslState): boolean {
  return distributions.some(({ running }) => running);
}

/** What Windows calls its own port of WSL's virtual switch begins so; the rest names the firewall that guards it. Fact F2.3. */
const ADAPTER = 'vEthernet (WSL';

/** Windows' own port of a Hyper-V switch. */
export function isVirtualAdapter(dev: string): boolean {
  return dev.startsWith('vEthernet');
}

export function isWslAdapter(dev: string): boolean {
  return dev.startsWith(ADAPTER);
}
