/** A world put together as plain data: quick for a thousand containers, and no more than a picture looks at. */
import { ip, type Link, type Machine, type Netdev, type Netns, type World } from '../../src/engine/index.ts';
import { incidentBefore } from './incident-world.ts';

export interface PlainHost {
  readonly kind?: Machine['kind'];
  readonly title?: Machine['title'];
  readonly parent?: string;
  readonly assumed?: boolean;
  /** Device to `a.b.c.d/n`. */
  readonly addrs?: Readonly<Record<string, string>>;
  /** Bridge to its ports. */
  readonly bridges?: Readonly<Record<string, readonly string[]>>;
  /** Names of listening programs. */
  readonly listens?: readonly string[];
}

export interface PlainSpec {
  readonly hosts: Readonly<Record<string, PlainHost>>;
  /** Pairs of `host:device`. */
  readonly links: readonly (readonly [string, string])[];
}

const template = incidentBefore.netns['pc']!;

export function plainWorld({ hosts, links: pairs }: PlainSpec): World {
  const links = pairs.map(([a, b]): Link => ({ ends: [endOf(a), endOf(b)], up: true }));
  const plugged = new Map<string, string[]>(Object.keys(hosts).map((id) => [id, []]));
  for (const { ends } of links) for (const { netns, dev } of ends) plugged.get(netns)!.push(dev);
  return {
    ...incidentBefore,
    machines: Object.fromEntries(Object.entries(hosts).map(([id, host]) => [id, machineOf(id, host)])),
    netns: Object.fromEntries(Object.entries(hosts).map(([id, host]) => [id, netnsOf(id, host, plugged.get(id)!)])),
    links,
  };
}

function machineOf(id: string, { kind, title = id, parent, assumed }: PlainHost): Machine {
  const usual = parent === undefined ? 'server' : 'container';
  return {
    id,
    kind: kind ?? usual,
    title,
    parent: parent ?? null,
    netns: id,
    files: {},
    ...(assumed === undefined ? {} : { assumed }),
  };
}

function netnsOf(
  id: string,
  { addrs = {}, bridges = {}, parent, listens = [] }: PlainHost,
  plugged: readonly string[],
): Netns {
  const masters = new Map(
    Object.entries(bridges).flatMap(([bridge, ports]) => ports.map((port) => [port, bridge] as const)),
  );
  const devs = [
    ...Object.keys(bridges).map((name) => devOf(name, 'bridge', addrs[name])),
    ...plugged.map((name) => devOf(name, parent === undefined ? 'ethernet' : 'veth', addrs[name], masters.get(name))),
  ];
  const listeners = listens.map((name, n) => ({
    protocol: 'tcp' as const,
    bindAddress: ip('0.0.0.0'),
    port: 8000 + n,
    process: { name, pid: 1 + n },
  }));
  return { ...template, id, machine: id, devs, listeners };
}

function devOf(name: string, kind: Netdev['kind'], address: string | undefined, master?: string): Netdev {
  const [text = '', length = '32'] = address?.split('/') ?? [];
  return {
    name,
    index: 0,
    kind,
    mac: '00:00:5e:00:53:01',
    mtuBytes: 1500,
    addresses: address === undefined ? [] : [{ address: ip(text), lengthBits: Number(length), scope: 'global' }],
    up: true,
    txQueueLength: 0,
    ...(master === undefined ? {} : { master }),
  };
}

function endOf(text: string): Link['ends'][number] {
  const [netns = '', dev = ''] = text.split(':');
  return { netns, dev };
}
