/** A world's machine gets a Docker Engine, in the state after its first start. */
import { parseIp, type Ip } from '../address/ip.ts';
import { parsePrefix, prefix, type Prefix } from '../address/prefix.ts';
import type { MachineId, World } from '../world/world.ts';
import { ControlPlane } from './control-plane.ts';
import { DockerHost, rulesOfEngine } from './docker-host.ts';
import type { AddressPool, DockerImage, DockerNetwork, DockerState } from './docker-state.ts';
import { allocatesNextFit, needsBridgeNetfilter, ruleSetOf, unknownRules } from './engine-version.ts';
import { makeBridge } from './networks.ts';
import { DEFAULT_POOLS, subnetsOf } from './pools.ts';
import { chainNamed } from './put-rules.ts';

export interface DockerInstall {
  /** `20.10.24`. */
  readonly version: string;
  readonly userlandProxy?: boolean;
  /** Containers on docker0 may talk to each other; true where not told. */
  readonly icc?: boolean;
  /** Address of docker0 with its length, `10.200.0.1/24`. */
  readonly bip?: string;
  readonly pools?: readonly AddressPool[];
  readonly images?: readonly DockerImage[];
  readonly nextSubnet?: number;
  readonly givenIds?: DockerState['givenIds'];
  /** Ids and docker0's MAC where the source names them. */
  readonly bridgeId?: string;
  readonly bridgeMac?: string;
}

/** The six options of the default network. */
const DEFAULT_BRIDGE_OPTIONS: DockerNetwork['options'] = {
  'com.docker.network.bridge.default_bridge': 'true',
  'com.docker.network.bridge.enable_icc': 'true',
  'com.docker.network.bridge.enable_ip_masquerade': 'true',
  'com.docker.network.bridge.host_binding_ipv4': '0.0.0.0',
  'com.docker.network.bridge.name': 'docker0',
  'com.docker.network.driver.mtu': '1500',
};

/** @throws RangeError for an engine whose rules are not modelled: a base world must not be silently wrong. */
export function installDocker(world: World, machine: MachineId, install: DockerInstall): World {
  if (ruleSetOf(install.version) === null) throw new RangeError(`not modelled: ${unknownRules(install.version)}`);
  const netns = world.machines[machine]?.netns;
  if (netns === undefined) throw new RangeError(`no machine ${machine}`);
  const plane = new ControlPlane(world, netns);
  const host = new DockerHost(plane, machine);
  const { subnet, gateway } = defaultBridge(install);
  const docker: DockerState = {
    version: install.version,
    userlandProxy: install.userlandProxy ?? true,
    networks: [],
    containers: [],
    nextSubnet: 0,
    ...(install.pools ? { pools: install.pools } : {}),
    ...(install.images ? { images: install.images } : {}),
    ...(install.givenIds ? { givenIds: install.givenIds } : {}),
  };
  plane.quietly([{ kind: 'set-docker', machine, docker }]);
  prepareKernel(host, install.icc ?? true);
  const plain = { internal: false, options: {}, labels: {} };
  const bridge: DockerNetwork = {
    ...plain,
    id: install.bridgeId ?? host.hex(64),
    name: 'bridge',
    driver: 'bridge',
    created: host.createdNow(),
    subnet,
    gateway,
    bridge: 'docker0',
    options: { ...DEFAULT_BRIDGE_OPTIONS, 'com.docker.network.bridge.enable_icc': String(install.icc ?? true) },
  };
  host.set({
    networks: [
      bridge,
      { ...plain, id: host.hex(64), name: 'host', driver: 'host', created: host.createdNow() },
      { ...plain, id: host.hex(64), name: 'none', driver: 'null', created: host.createdNow() },
    ],
    nextSubnet: install.nextSubnet ?? (install.bip === undefined && allocatesNextFit(install.version) ? 1 : 0),
  });
  makeBridge(host, bridge, install.bridgeMac ?? host.drawBridgeMac());
  return plane.world;
}

function defaultBridge(install: DockerInstall): { readonly subnet: Prefix; readonly gateway: Ip } {
  if (install.bip !== undefined) {
    const gateway = parseIp(install.bip.split('/')[0] ?? '');
    const subnet = parsePrefix(install.bip);
    if (gateway === null || subnet === null) throw new RangeError(`bip ${install.bip}`);
    return { subnet, gateway };
  }
  const subnet = subnetsOf(install.pools ?? DEFAULT_POOLS)[0] ?? prefix('172.17.0.0/16');
  return { subnet, gateway: (subnet.address + 1) as Ip };
}

/** Forwarding on, FORWARD's policy, which Docker closes when it was the one to turn forwarding on, chains and the jumps to them. */
export function prepareKernel(host: DockerHost, icc: boolean): void {
  const { plane, netnsId: netns, docker } = host;
  const wasForwarding = host.netns.sysctl['net.ipv4.ip_forward'] === '1';
  plane.quietly([
    { kind: 'set-sysctl', netns, key: 'net.ipv4.ip_forward', value: '1' },
    ...(wasForwarding
      ? []
      : [{ kind: 'set-policy', netns, table: 'filter', chain: 'FORWARD', policy: 'DROP' } as const]),
  ]);
  setBridgeNetfilter(host, needsBridgeNetfilter(docker.version, icc, docker.userlandProxy));
  addDaemonRules(host);
}

/** Nobody has loaded br_netfilter on a fresh machine: as long as the engine does not need it, it is as good as off. */
export function setBridgeNetfilter(host: DockerHost, needed: boolean): void {
  const key = 'net.bridge.bridge-nf-call-iptables';
  if (!needed && host.netns.sysctl[key] !== undefined) return;
  host.plane.quietly([{ kind: 'set-sysctl', netns: host.netnsId, key, value: needed ? '1' : '0' }]);
}

/** What stands before any network exists. Chains that are there already (the user's DOCKER-USER) stay as they are. */
export function addDaemonRules(host: DockerHost): void {
  const { netnsId: netns, docker } = host;
  const rules = rulesOfEngine(docker);
  host.plane.quietly(
    rules.chains
      .filter(({ table, chain }) => chainNamed(host.netns, table, chain) === undefined)
      .map(({ table, chain }) => ({ kind: 'add-chain', netns, table, chain }) as const),
  );
  host.rules('add', netns, rules.daemon(docker.userlandProxy));
}
