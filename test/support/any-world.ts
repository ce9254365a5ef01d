/** Worlds of any kind for properties of the engine: loops of routes, rings of bridges, addresses given twice, rules of all sorts. */
import fc from 'fast-check';
import {
  buildWorld,
  ip,
  parseRoute,
  tryEdits,
  type Edit,
  type HostSpec,
  type Ip,
  type Probe,
  type World,
} from '../../src/engine/index.ts';

/** Few enough to be given twice, and to be asked for. */
const ADDRESSES = [
  '10.0.0.1',
  '10.0.0.2',
  '10.0.0.3',
  '10.0.1.1',
  '10.0.1.2',
  '10.0.2.1',
  '10.0.2.2',
  '10.0.3.1',
  '10.0.3.3',
  '192.0.2.1',
];
const ABROAD = ['198.51.100.7', '10.0.0.9', '10.0.3.3', '127.0.0.1', '10.0.0.255', '255.255.255.255', '0.0.0.0'];

const RULES = [
  'nat -A PREROUTING -p tcp -j DNAT --to-destination 10.0.1.1',
  'nat -A PREROUTING -p icmp -j DNAT --to-destination 10.0.0.3',
  'nat -A OUTPUT -p udp -j DNAT --to-destination 10.0.2.2:53',
  'nat -A PREROUTING -p tcp -j REDIRECT --to-ports 80',
  'nat -A POSTROUTING -j MASQUERADE',
  'nat -A POSTROUTING -p tcp -j SNAT --to-source 192.0.2.1:4000-4003',
  'nat -A INPUT -j SNAT --to-source 10.0.1.2',
  'mangle -A PREROUTING -j MARK --set-mark 7',
  'mangle -A OUTPUT -j MARK --set-mark 7',
  'raw -A PREROUTING -p udp -j NOTRACK',
  'filter -A FORWARD -p icmp -j DROP',
  'filter -A FORWARD -m conntrack --ctstate INVALID -j DROP',
  'filter -A INPUT -p tcp -j REJECT --reject-with tcp-reset',
  'filter -A OUTPUT -d 10.0.1.0/24 -j REJECT',
  'filter -A FORWARD -j REJECT --reject-with icmp-admin-prohibited',
  'filter -P FORWARD DROP',
];

const host = (n: number) => `h${n}`;

const anyHost = fc.nat(7);

function pick<T>(list: readonly T[], at: number): T | undefined {
  return list[at % Math.max(1, list.length)];
}

/** An address on some device, a route by some device or through some neighbour, a policy rule, a setting. */
const anyEdit = fc
  .record({
    kind: fc.constantFrom('address', 'address', 'address', 'route', 'route', 'sysctl', 'rule', 'down'),
    at: fc.nat(20),
    address: fc.constantFrom(...ADDRESSES),
    other: fc.constantFrom(...ADDRESSES),
    length: fc.constantFrom(8, 16, 24, 24, 24, 30, 32),
    type: fc.constantFrom('', '', '', '', 'blackhole ', 'unreachable ', 'prohibit ', 'throw '),
    key: fc.constantFrom('ip_forward', 'conf.all.rp_filter', 'conf.all.proxy_arp', 'conf.all.route_localnet'),
  })
  .map(({ kind, at, address, other, length, type, key }) => (netns: string, devs: readonly string[]): Edit | null => {
    const dev = pick(devs, at);
    if (kind === 'sysctl') return { kind: 'set-sysctl', netns, key: `net.ipv4.${key}`, value: String(at % 3) };
    if (dev === undefined) return null;
    if (kind === 'down') return { kind: 'set-netdev', netns, dev, up: at % 2 === 0 };
    if (kind === 'address')
      return {
        kind: 'add-address',
        netns,
        dev,
        address: { address: ip(address), lengthBits: length, scope: 'global' },
      };
    if (kind === 'rule')
      return {
        kind: 'add-policy-rule',
        netns,
        rule: { priority: 100 + at, mark: { value: 7, mask: -1 }, action: { kind: 'lookup', table: 'main' } },
      };
    const to = at % 2 === 0 ? 'default' : `${network(other, length)}/${length}`;
    const route = parseRoute(type === '' ? `${to} via ${address} dev ${dev} onlink` : `${type}${to}`);
    return 'error' in route ? null : { kind: 'add-route', netns, route };
  });

function network(address: string, lengthBits: number): string {
  const masked = lengthBits === 0 ? 0 : ip(address) & (-1 << (32 - lengthBits));
  return [24, 16, 8, 0].map((shift) => (masked >>> shift) & 255).join('.');
}

const anyShape = fc.record({
  hosts: fc.array(fc.constantFrom('linux' as const, 'router' as const, 'router' as const, 'switch' as const), {
    minLength: 2,
    maxLength: 7,
  }),
  cables: fc.array(fc.tuple(anyHost, anyHost), { minLength: 3, maxLength: 10 }),
  rules: fc.array(fc.tuple(anyHost, fc.constantFrom(...RULES)), { maxLength: 6 }),
  edits: fc.array(fc.tuple(anyHost, anyEdit), { maxLength: 8 }),
  rpFilter: fc.constantFrom(0 as const, 1 as const, 2 as const),
});

/** Each cable is a subnet, five subnets for all of them, and a way on for the rest of the world, mostly in circles; what the kernel would refuse of the edits is left out, the rest stands. */
export const anyWorld: fc.Arbitrary<World> = anyShape.map(({ hosts, cables, rules, edits, rpFilter }) => {
  const wired = wire(hosts, cables);
  const spec = Object.fromEntries(
    hosts.map((kind, n): [string, HostSpec] => [
      host(n),
      {
        kind,
        rp_filter: rpFilter,
        addrs: wired.addresses[n] ?? {},
        listen: ['tcp/80', 'udp/53'],
        iptables: rules.filter(([at]) => at % hosts.length === n).map(([, rule]) => rule),
      },
    ]),
  );
  const built = buildWorld({ hosts: spec, links: wired.links, timers: { clientPatienceMs: 4000 } });
  const routed = wired.ways.reduce<World>((world, [netns, text]) => {
    const route = parseRoute(text);
    const result = 'error' in route ? null : tryEdits(world, [{ kind: 'add-route', netns, route }]);
    return result?.ok === true ? result.world : world;
  }, built);
  return edits.reduce<World>((world, [at, make]) => {
    const netns = host(at % hosts.length);
    const devs = world.netns[netns]?.devs.map((dev) => dev.name) ?? [];
    const edit = make(netns, devs);
    const result = edit === null ? null : tryEdits(world, [edit]);
    return result?.ok === true ? result.world : world;
  }, routed);
});

function wire(hosts: readonly string[], cables: readonly (readonly [number, number])[]) {
  const addresses: Record<string, string>[] = hosts.map(() => ({}));
  const ports = hosts.map(() => 0);
  const end = (n: number, subnet: number, last: number) => {
    const dev = `p${ports[n] ?? 0}`;
    ports[n] = (ports[n] ?? 0) + 1;
    const own = addresses[n];
    if (own !== undefined && hosts[n] !== 'switch') own[dev] = `10.0.${subnet}.${last}/24`;
    return `${host(n)}:${dev}`;
  };
  const links = cables
    .map(([a, b]) => [a % hosts.length, b % hosts.length] as const)
    .filter(([a, b]) => a !== b)
    .map(([a, b], at) => [end(a, at % 5, 1), end(b, at % 5, 2 + (at % 2))] as const);
  const ways = links.flatMap(([a, b], at) => {
    const [[from = '', dev = ''], [to = '', back = '']] = [a.split(':'), b.split(':')];
    return [
      [from, `default via 10.0.${at % 5}.${2 + (at % 2)} dev ${dev} onlink`],
      [to, `198.51.100.0/24 via 10.0.${at % 5}.1 dev ${back} onlink`],
    ] as const;
  });
  return { addresses, links, ways };
}

export const anyProbe: fc.Arbitrary<Omit<Probe, 'from'> & { readonly at: number }> = fc.record({
  at: anyHost,
  kind: fc.constantFrom('icmp' as const, 'tcp' as const, 'udp' as const),
  dst: fc.constantFrom(...ADDRESSES, ...ABROAD).map((text): Ip => ip(text)),
  dport: fc.constantFrom(80, 53, 9),
  ttl: fc.constantFrom(1, 2, 64, 64, 64, 64),
});
