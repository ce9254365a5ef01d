/** Builds a world from a few lines: the form of the recorded labs' specs, with titles for people. */
import { ANY_ADDRESS, parseIp, type Ip } from '../address/ip.ts';
import { ZERO_MAC, type Mac } from '../address/mac.ts';
import { broadcastOf, prefixOf } from '../address/prefix.ts';
import { parseRule } from '../netfilter/parse-rule.ts';
import type { TableName } from '../trace/step.ts';
import { endOf, JOINED_BY, type SwitchType } from '../windows/virtual-switch.ts';
import { applyEdits } from './apply-edits.ts';
import { deviceOf } from './carrier.ts';
import type { Edit } from './edit.ts';
import { EMPTY_NETNS, EMPTY_WORLD, USUAL_TIMERS } from './empty.ts';
import { parsePolicyRule, parseRoute } from './route-text.ts';
import type {
  InterfaceAddress,
  LinkEnd,
  Listener,
  Machine,
  MachineKind,
  Netdev,
  NetdevKind,
  Netns,
  Timers,
  World,
} from './world.ts';

export interface WorldSpec {
  readonly base?: string;
  readonly seed?: number;
  readonly timers?: Partial<Timers>;
  /** Addresses get their broadcast address, as network managers set them; `ip address add` alone does not. */
  readonly broadcast?: boolean;
  readonly hosts: Readonly<Record<string, HostSpec>>;
  /** Pairs of `host:device`; the devices come into being with them. */
  readonly links?: readonly (readonly [string, string])[];
}

export interface HostSpec {
  /** `linux` is a server, a `router` forwards, a `switch` is one bridge `br0` with all its devices as ports. */
  readonly kind?: MachineKind | 'linux';
  /** Of a `switch` inside a Windows machine: which Hyper-V kind it is, and so who may hold a port of it. Fact F0.13. */
  readonly hyperV?: SwitchType;
  readonly title?: Machine['title'];
  readonly subtitle?: Machine['title'];
  readonly parent?: string;
  /** The host whose network it shares, as WSL's distributions share their VM's: it has no devices of its own. */
  readonly netns?: string;
  readonly assumed?: boolean;
  /** Device to one or more `a.b.c.d/n`. */
  readonly addrs?: Readonly<Record<string, string | readonly string[]>>;
  /** Device to MAC; others are drawn from the host's and the device's number, the same ones every time. */
  readonly macs?: Readonly<Record<string, Mac>>;
  /** Bridge to its ports. */
  readonly bridges?: Readonly<Record<string, readonly string[]>>;
  /** What follows `ip route add`. */
  readonly routes?: readonly string[];
  /** What follows `ip rule add`. */
  readonly rules?: readonly string[];
  /** Of `all` and of every device; 2 where not told, as systemd ships. */
  readonly rp_filter?: 0 | 1 | 2;
  readonly sysctl?: Readonly<Record<string, string | number>>;
  /** `tcp/22`, `udp/53@192.0.2.1`, `tcp/22=sshd`. */
  readonly listen?: readonly string[];
  /** `nat -A POSTROUTING …`, `filter -P FORWARD DROP`, `filter -N MINE`. */
  readonly iptables?: readonly string[];
  readonly files?: Readonly<Record<string, string>>;
  readonly names?: Readonly<Record<string, string>>;
  /** A program's own TCP/IP in a router's place: its name, where its sockets are, and the address that stands for that machine. */
  readonly userNetwork?: { readonly process: string; readonly netns: string; readonly hostAlias: string };
}

/** @throws RangeError or EditRefused when the spec contradicts itself. */
export function buildWorld(spec: WorldSpec): World {
  const { base = 'built', seed = 1 } = spec;
  const empty: World = { ...EMPTY_WORLD, base, seed, timers: { ...USUAL_TIMERS, ...spec.timers } };
  const hosts = Object.entries(spec.hosts);
  const numbered = new Map(hosts.map(([name], index) => [name, index + 1]));
  let world = hosts.reduce((next, [name, host]) => addHost(next, name, host, numbered.get(name) ?? 0), empty);
  for (const [a, b] of spec.links ?? []) world = addCable(world, spec, numbered, a, b);
  for (const [name, host] of hosts) world = setUp(world, name, host, spec.broadcast ?? false);
  return { ...world, machines: withBoot(world) };
}

/** Each machine remembers what it was set up with, a VM too; a container has no configuration of its own to boot from. */
function withBoot({ machines, netns }: World): World['machines'] {
  return Object.fromEntries(
    Object.entries(machines).map(([id, machine]) => {
      const boot = netns[machine.netns];
      const boots = machine.parent === null || (machine.kind === 'vm' && machine.netns === id);
      return [id, boot === undefined || !boots ? machine : { ...machine, boot }];
    }),
  );
}

function addHost(world: World, name: string, spec: HostSpec, number: number): World {
  const { kind = 'linux', rp_filter = 2 } = spec;
  const files = spec.files ?? {};
  const names = Object.entries(spec.names ?? {}).map(([host, address]) => [host, readIp(address)] as const);
  const machine: Machine = {
    id: name,
    kind: kind === 'linux' ? (spec.parent === undefined ? 'server' : 'container') : kind,
    title: spec.title ?? name,
    parent: spec.parent ?? null,
    netns: spec.netns ?? name,
    files,
    ...(spec.subtitle === undefined ? {} : { subtitle: spec.subtitle }),
    ...(spec.assumed === undefined ? {} : { assumed: spec.assumed }),
    ...(names.length === 0 ? {} : { names: Object.fromEntries(names) }),
  };
  if (spec.netns !== undefined) return { ...world, machines: { ...world.machines, [name]: machine } };
  const set = (key: string, value: string | number): Edit => ({
    kind: 'set-sysctl',
    netns: name,
    key: `net.ipv4.${key}`,
    value: String(value),
  });
  const bridges = kind === 'switch' ? { br0: [] } : (spec.bridges ?? {});
  const { userNetwork } = spec;
  const netns: Netns = {
    ...EMPTY_NETNS,
    id: name,
    machine: name,
    ...(userNetwork === undefined ? {} : { userNetwork: { ...userNetwork, hostAlias: readIp(userNetwork.hostAlias) } }),
  };
  return applyEdits(
    {
      ...world,
      machines: { ...world.machines, [name]: machine },
      netns: { ...world.netns, [name]: netns },
    },
    [
      ...(kind === 'windows' ? WINDOWS_SETTINGS : linuxSettings(kind, rp_filter)).map(([key, value]) =>
        set(key, value),
      ),
      ...Object.keys(bridges).map((bridge, index): Edit => {
        const mac = spec.macs?.[bridge] ?? macOf(number, 0xff - index);
        return { kind: 'add-netdev', netns: name, netdev: netdev(bridge, 'bridge', mac) };
      }),
    ],
  );
}

type Setting = readonly [key: string, value: number];

function linuxSettings(kind: HostSpec['kind'], rpFilter: number): readonly Setting[] {
  return [
    ['ip_forward', kind === 'router' ? 1 : 0],
    ['conf.all.rp_filter', rpFilter],
    ['conf.default.rp_filter', rpFilter],
  ];
}

/** In Linux's words: its packets begin at TTL 128, nothing is checked backwards; what it passes on its NAT decides. */
const WINDOWS_SETTINGS: readonly Setting[] = [
  ['ip_forward', 1],
  ['ip_default_ttl', 128],
  ['conf.all.rp_filter', 0],
  ['conf.default.rp_filter', 0],
  ['conf.all.send_redirects', 0],
  ['conf.default.send_redirects', 0],
];

function addCable(world: World, spec: WorldSpec, numbered: ReadonlyMap<string, number>, a: string, b: string): World {
  const ends = [readEnd(a), readEnd(b)] as const;
  refuseForeignPort(world, spec, ends);
  const inside = ends.some((end) => world.machines[end.netns]?.kind === 'container');
  const kind: NetdevKind = inside ? 'veth' : 'ethernet';
  const edits = ends.map((end): Edit => {
    const host = spec.hosts[end.netns];
    const ordinal = world.netns[end.netns]?.devs.filter((dev) => dev.kind !== 'bridge').length ?? 1;
    const mac = host?.macs?.[end.dev] ?? macOf(numbered.get(end.netns) ?? 0, ordinal);
    const owner = Object.entries(host?.bridges ?? {}).find(([, ports]) => ports.includes(end.dev))?.[0];
    const master = host?.kind === 'switch' ? 'br0' : owner;
    return { kind: 'add-netdev', netns: end.netns, netdev: netdev(end.dev, kind, mac, master) };
  });
  return applyEdits(world, [...edits, { kind: 'add-link', link: { ends, up: true } }]);
}

/** @throws RangeError for a port that this kind of Hyper-V switch does not have */
function refuseForeignPort({ machines }: World, { hosts }: WorldSpec, ends: readonly [LinkEnd, LinkEnd]): void {
  for (const [own, other] of [ends, [ends[1], ends[0]] as const]) {
    const { hyperV, parent } = hosts[own.netns] ?? {};
    if (hyperV === undefined || parent === undefined) continue;
    const end = endOf(machines, parent, other.netns);
    if (!JOINED_BY[hyperV].includes(end))
      throw new RangeError(`${own.netns}: a switch of type ${hyperV} has no port for ${other.netns} (${end})`);
  }
}

function setUp(world: World, name: string, spec: HostSpec, withBroadcast: boolean): World {
  if (spec.netns !== undefined) return world;
  const addresses = Object.entries(spec.addrs ?? {}).flatMap(([dev, texts]) =>
    [texts].flat().map((text): Edit => ({
      kind: 'add-address',
      netns: name,
      dev,
      address: interfaceAddress(text, withBroadcast),
    })),
  );
  let next = applyEdits(world, addresses);
  for (const text of spec.routes ?? []) {
    const route = parseRoute(text);
    if ('error' in route) throw new RangeError(`${name}: route "${text}": ${route.error}`);
    next = applyEdits(next, [{ kind: 'add-route', netns: name, route }]);
  }
  for (const text of spec.rules ?? []) {
    const rule = parsePolicyRule(text, next.netns[name]?.rules ?? []);
    if ('error' in rule) throw new RangeError(`${name}: rule "${text}": ${rule.error}`);
    next = applyEdits(next, [{ kind: 'add-policy-rule', netns: name, rule }]);
  }
  return applyEdits(next, [
    ...Object.entries(spec.sysctl ?? {}).map(([key, value]): Edit => ({
      kind: 'set-sysctl',
      netns: name,
      key,
      value: String(value),
    })),
    ...(spec.iptables ?? []).map((text) => readIptables(name, text)),
    ...(spec.listen ?? []).map((text, index): Edit => ({
      kind: 'add-listener',
      netns: name,
      listener: readListener(text, index),
    })),
  ]);
}

/** A device as `ip link add` makes it, already up. */
export function netdev(name: string, kind: NetdevKind, mac: Mac, master?: string): Netdev {
  return {
    name,
    index: 0,
    kind,
    mac: kind === 'loopback' ? ZERO_MAC : mac,
    mtuBytes: 1500,
    addresses: [],
    up: true,
    txQueueLength: kind === 'bridge' || kind === 'veth' ? 0 : 1000,
    ...(master === undefined ? {} : { master }),
  };
}

/** `172.22.0.1/16` with scope and broadcast address as `ip address add … broadcast +` gives them; a bare address is a /32. */
export function interfaceAddress(text: string, withBroadcast = false): InterfaceAddress {
  const [addressText = '', lengthText = '32'] = text.split('/');
  const address = readIp(addressText);
  const lengthBits = Number(lengthText);
  const scope = address >>> 24 === 127 ? 'host' : 'global';
  if (!withBroadcast || lengthBits > 30) return { address, lengthBits, scope };
  return { address, lengthBits, scope, broadcast: broadcastOf(prefixOf(address, lengthBits)) };
}

function macOf(host: number, device: number): Mac {
  const hex = (value: number) => value.toString(16).padStart(2, '0');
  return `02:00:00:${hex(host)}:${hex(device)}:01`;
}

function readIp(text: string): Ip {
  const address = parseIp(text);
  if (address === null) throw new RangeError(`"${text}" is not an IPv4 address`);
  return address;
}

function readEnd(text: string): { readonly netns: string; readonly dev: string } {
  const [netns = '', dev = ''] = text.split(':');
  return { netns, dev };
}

function readListener(text: string, index: number): Listener {
  const found = /^(tcp|udp)\/(\d+)(?:@([\d.]+))?(?:=(.+))?$/.exec(text);
  if (found === null) throw new RangeError(`"${text}" is not protocol/port`);
  return {
    protocol: found[1] === 'udp' ? 'udp' : 'tcp',
    port: Number(found[2]),
    bindAddress: found[3] === undefined ? ANY_ADDRESS : readIp(found[3]),
    process: { name: found[4] ?? 'app', pid: 700 + index, fd: 3 },
  };
}

function readIptables(netns: string, text: string): Edit {
  const [table = '', verb = '', chain = '', policy = ''] = text.split(' ');
  const at = { netns, table: table as TableName, chain };
  if (verb === '-P') return { kind: 'set-policy', ...at, policy: policy === 'DROP' ? 'DROP' : 'ACCEPT' };
  if (verb === '-N') return { kind: 'add-chain', ...at };
  const parsed = parseRule(text.slice(table.length + 1));
  if (parsed === null) throw new RangeError(`"${text}" is not an iptables rule`);
  return { kind: 'add-rule', ...at, rule: parsed.rule };
}

/** The device, which must be there. @throws RangeError when it is not. */
export function netdevOf(world: World, netns: string, dev: string): Netdev {
  const found = deviceOf(world.netns[netns], dev);
  if (found === undefined) throw new RangeError(`no device ${netns}/${dev}`);
  return found;
}
