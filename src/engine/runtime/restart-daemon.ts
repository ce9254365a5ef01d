/** `systemctl restart docker`: everything stops, the configuration is read again, what should run starts again. */
import { formatPrefix } from '../address/prefix.ts';
import { makeBridge, removeBridge, routeLoopback } from './networks.ts';
import { startContainer, stopContainer } from './containers.ts';
import type { DaemonConfig } from './daemon-config.ts';
import { linesOfNetwork, rulesOfEngine, type DockerHost } from './docker-host.ts';
import type { DockerState } from './docker-state.ts';
import { allocatesNextFit, needsBridgeNetfilter } from './engine-version.ts';
import { setBridgeNetfilter } from './install.ts';
import { DEFAULT_POOLS, subnetsOf } from './pools.ts';
import { chainNamed, ruleTexts } from './put-rules.ts';
import { emptyChains } from './switch-engine.ts';

const RESTART_MS = 1800;

/**
 * Networks keep the subnet they have; only docker0 follows `bip`, and the next-fit allocator begins anew. Containers with a
 * restart policy come back, the others stay exited. What somebody took from the kernel meanwhile is put back: forwarding, and
 * the networks' rules that are missing. @see moby setupIPForwarding, programChainRule
 */
export function restartDaemon(host: DockerHost, config: DaemonConfig): void {
  const ran = endDaemon(host);
  const before = host.docker;
  readConfig(host, config);
  if (before.userlandProxy !== host.docker.userlandProxy) followProxySetting(host, before);
  tellWhereSearchBegins(host);
  turnForwardingOn(host);
  moveDefaultBridge(host, config);
  restoreRules(host);
  for (const id of ran.toReversed()) {
    const stopped = host.docker.containers.find((container) => container.id === id);
    if (stopped !== undefined && stopped.restart !== 'no') startContainer(host, stopped);
  }
}

/** The old daemon has ended, the new one does not come up: its containers are stopped, its devices and rules stay in the kernel. */
export function loseDaemon(host: DockerHost): void {
  const ran = endDaemon(host);
  host.set({ down: { ran } });
}

/** @returns the ids of the containers that ran while a daemon did last. */
function endDaemon(host: DockerHost): readonly string[] {
  const { plane, docker } = host;
  plane.call(host.netnsId, {
    from: 'systemctl',
    to: 'systemd',
    channel: 'unix-socket',
    what: `${docker.down === undefined ? 'restart' : 'start'} docker.service`,
    answer: 'asked',
  });
  plane.spend(RESTART_MS);
  if (docker.down !== undefined) return docker.down.ran;
  const running = docker.containers.filter(({ status }) => status === 'running');
  for (const container of running) stopContainer(host, container, 0);
  return running.map(({ id }) => id);
}

/**
 * What a starting daemon takes from its configuration; its next-fit allocator begins anew. A docker0 that is still there keeps
 * its range and takes none from the pools. @see moby v24 daemon/daemon_unix.go initBridgeDriver, PreferredPool
 */
export function readConfig(host: DockerHost, config: DaemonConfig): void {
  const { pools: _old, down: _over, ...kept } = host.docker;
  const isConfigured = host.machine.files['/etc/docker/daemon.json'] !== undefined;
  const userlandProxy = config.userlandProxy ?? (isConfigured || kept.userlandProxy);
  const docker = { ...kept, nextSubnet: 0, userlandProxy, ...(config.pools ? { pools: config.pools } : {}) };
  host.plane.quietly([{ kind: 'set-docker', machine: host.machineId, docker }]);
}

/** No tool shows it: it lives in the daemon's memory, and from 27 on there is none. */
function tellWhereSearchBegins({ plane, docker, netnsId }: DockerHost): void {
  const [first] = subnetsOf(docker.pools ?? DEFAULT_POOLS);
  if (first !== undefined && allocatesNextFit(docker.version))
    plane.change(netnsId, { verb: 'set', noun: 'pool', subject: formatPrefix(first) }, []);
}

/** A starting daemon makes its chains and its networks' rules anew, in the form that its setting asks for. @see moby removeIPChains, setupIPTables */
function followProxySetting(host: DockerHost, before: DockerState): void {
  const { netnsId: netns, docker } = host;
  const bridges = docker.networks.filter(({ driver }) => driver === 'bridge');
  host.rules('remove', netns, bridges.flatMap((network) => linesOfNetwork(before, network)).reverse());
  host.plane.quietly(emptyChains(host, before));
  for (const network of bridges) routeLoopback(host, network);
  const icc = host.findNetwork('bridge')?.options['com.docker.network.bridge.enable_icc'] !== 'false';
  setBridgeNetfilter(host, needsBridgeNetfilter(docker.version, icc, docker.userlandProxy));
}

/** The daemon that turns forwarding on also closes FORWARD's policy, as at its first start. */
function turnForwardingOn({ plane, netns, netnsId }: DockerHost): void {
  if (netns.sysctl['net.ipv4.ip_forward'] === '1') return;
  plane.quietly([
    { kind: 'set-sysctl', netns: netnsId, key: 'net.ipv4.ip_forward', value: '1' },
    { kind: 'set-policy', netns: netnsId, table: 'filter', chain: 'FORWARD', policy: 'DROP' },
  ]);
}

function restoreRules(host: DockerHost): void {
  const { docker, netnsId: netns } = host;
  const rules = rulesOfEngine(docker);
  const gone = rules.chains.filter(({ table, chain }) => chainNamed(host.netns, table, chain) === undefined);
  host.plane.quietly(gone.map(({ table, chain }) => ({ kind: 'add-chain', netns, table, chain })));
  const wanted = [
    ...rules.daemon(docker.userlandProxy),
    ...docker.networks.flatMap((network) => linesOfNetwork(docker, network)),
  ];
  const missing = wanted.filter(({ table, chain, text }) => !ruleTexts(host.netns, table, chain).includes(text));
  host.rules('add', netns, missing);
}

function moveDefaultBridge(host: DockerHost, { bip }: DaemonConfig): void {
  const bridge = host.docker.networks.find((network) => network.name === 'bridge');
  if (bip === undefined || bridge?.subnet === undefined) return;
  if (bridge.gateway === bip.gateway && bridge.subnet.lengthBits === bip.subnet.lengthBits) return;
  const mac = host.netns.devs.find((dev) => dev.name === bridge.bridge)?.mac ?? host.drawBridgeMac();
  removeBridge(host, bridge);
  const moved = { ...bridge, gateway: bip.gateway, subnet: bip.subnet };
  host.set({ networks: host.docker.networks.map((network) => (network.id === bridge.id ? moved : network)) });
  makeBridge(host, moved, mac);
}
