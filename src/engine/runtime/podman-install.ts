import { ip } from '../address/ip.ts';
import { prefix } from '../address/prefix.ts';
import { applyEdits } from '../world/apply-edits.ts';
import type { MachineId, World } from '../world/world.ts';
import { instantAt, isoInstant } from './instant.ts';
import type { PodmanNetwork, PodmanState } from './podman-state.ts';

export interface PodmanInstall {
  /** Only the rules of netavark 1.4 are known, which comes with 4.3. */
  readonly version: string;
  readonly images?: PodmanState['images'];
  readonly givenIds?: PodmanState['givenIds'];
}

/** The network that is there without being created: its id is the SHA-256 of its name. @see containers/common libnetwork/netavark */
function defaultNetwork(created: string): PodmanNetwork {
  return {
    id: '2f259bab93aaaaa2542ba43ef33eb990d0999ee1b9924b557b7be53c0b7a1bb9',
    name: 'podman',
    created,
    subnet: prefix('10.88.0.0/16'),
    gateway: ip('10.88.0.1'),
    bridge: 'podman0',
    internal: false,
    dns: false,
  };
}

/** Podman changes nothing in the kernel until a container runs. @throws RangeError for a version whose rules are not known */
export function installPodman(world: World, machine: MachineId, install: PodmanInstall): World {
  if (!install.version.startsWith('4.3.')) throw new RangeError(`Podman ${install.version} is not modelled`);
  const podman: PodmanState = {
    version: install.version,
    ...(install.images ? { images: install.images } : {}),
    ...(install.givenIds ? { givenIds: install.givenIds } : {}),
    networks: [defaultNetwork(isoInstant(instantAt(world, world.nowMs), 0))],
    containers: [],
    lastAddress: {},
  };
  return applyEdits(world, [{ kind: 'set-podman', machine, podman }]);
}
