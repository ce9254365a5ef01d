/**
 * What `npm run bench:engine` measures. Prints medians of processor time, and what an object costs at the
 * same moment, because figures move with the machine; judges nothing.
 * A flow is one question and its answer, traced; every flow but the chained ones begins in the same world.
 */
import process from 'node:process';
import {
  buildWorld,
  ip,
  lookupRoute,
  probe,
  type Ip,
  type Netns,
  type Probe,
  type Route,
  type World,
} from '../../src/engine/index.ts';
import { fibsOf } from '../../src/engine/route/fib.ts';

const RUNS = 5;
const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

/** What Docker 20.10 loads for one bridge and one published port. */
const DOCKER_RULES = [
  'nat -N DOCKER',
  'nat -A PREROUTING -m addrtype --dst-type LOCAL -j DOCKER',
  'nat -A OUTPUT ! -d 127.0.0.0/8 -m addrtype --dst-type LOCAL -j DOCKER',
  'nat -A POSTROUTING -s 172.17.0.0/16 ! -o docker0 -j MASQUERADE',
  'nat -A POSTROUTING -s 172.17.0.2/32 -d 172.17.0.2/32 -p udp -m udp --dport 53 -j MASQUERADE',
  'nat -A POSTROUTING -s 172.17.0.2/32 -d 172.17.0.2/32 -p tcp -m tcp --dport 80 -j MASQUERADE',
  'nat -A DOCKER -i docker0 -j RETURN',
  'nat -A DOCKER ! -i docker0 -p udp -m udp --dport 5353 -j DNAT --to-destination 172.17.0.2:53',
  'nat -A DOCKER ! -i docker0 -p tcp -m tcp --dport 8080 -j DNAT --to-destination 172.17.0.2:80',
  'filter -P FORWARD DROP',
  'filter -N DOCKER',
  'filter -N DOCKER-ISOLATION-STAGE-1',
  'filter -N DOCKER-ISOLATION-STAGE-2',
  'filter -N DOCKER-USER',
  'filter -A FORWARD -j DOCKER-USER',
  'filter -A FORWARD -j DOCKER-ISOLATION-STAGE-1',
  'filter -A FORWARD -o docker0 -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT',
  'filter -A FORWARD -o docker0 -j DOCKER',
  'filter -A FORWARD -i docker0 ! -o docker0 -j ACCEPT',
  'filter -A FORWARD -i docker0 -o docker0 -j ACCEPT',
  'filter -A DOCKER -d 172.17.0.2/32 ! -i docker0 -o docker0 -p udp -m udp --dport 53 -j ACCEPT',
  'filter -A DOCKER -d 172.17.0.2/32 ! -i docker0 -o docker0 -p tcp -m tcp --dport 80 -j ACCEPT',
  'filter -A DOCKER-ISOLATION-STAGE-1 -i docker0 ! -o docker0 -j DOCKER-ISOLATION-STAGE-2',
  'filter -A DOCKER-ISOLATION-STAGE-1 -j RETURN',
  'filter -A DOCKER-ISOLATION-STAGE-2 -o docker0 -j DROP',
  'filter -A DOCKER-ISOLATION-STAGE-2 -j RETURN',
];

/** Addresses that an administrator has locked out one by one; no packet of the bench comes from them. */
function lockedOut(count: number): readonly string[] {
  return Array.from(
    { length: count },
    (_none, n) => `filter -A DOCKER-USER -s 10.${n >> 8}.${n & 255}.9/32 -p tcp -m tcp --dport ${1000 + n} -j DROP`,
  );
}

/** A PC behind a gateway, and a Docker host with one container on its bridge. Everybody knows his neighbours. */
function dockerWorld(moreRules: number): World {
  const world = buildWorld({
    hosts: {
      pc: { kind: 'pc', addrs: { eth0: '192.0.2.10/24' }, routes: ['default via 192.0.2.1'], listen: ['udp/7=echo'] },
      gateway: { kind: 'router', addrs: { left: '192.0.2.1/24', right: '198.51.100.1/24' } },
      host: {
        addrs: { eth0: '198.51.100.10/24', docker0: '172.17.0.1/16' },
        bridges: { docker0: ['veth0'] },
        routes: ['default via 198.51.100.1'],
        sysctl: { 'net.ipv4.ip_forward': 1 },
        iptables: [...DOCKER_RULES, ...lockedOut(moreRules), 'filter -A DOCKER-USER -j RETURN'],
      },
      web: {
        parent: 'host',
        addrs: { eth0: '172.17.0.2/16' },
        routes: ['default via 172.17.0.1'],
        listen: ['tcp/80=web', 'udp/53=dns'],
      },
    },
    links: [
      ['pc:eth0', 'gateway:left'],
      ['gateway:right', 'host:eth0'],
      ['host:veth0', 'web:eth0'],
    ],
  });
  const warm = probe(world, outward(0)).world;
  return { ...warm, nowMs: warm.nowMs + 3_600_000 };
}

const PC = ip('192.0.2.10');
const HOST = ip('198.51.100.10');

/** The container asks a host outside, masqueraded: request and reply through one Docker host and one router. */
const outward = (n: number): Probe => ({ from: 'web', kind: 'icmp', dst: PC, icmpId: 1 + (n % 60_000) });
/** A published port: PC, gateway, DNAT at the Docker host, its bridge, the container. */
const inward = (n: number): Probe => ({
  from: 'pc',
  kind: 'udp',
  dst: HOST,
  sport: 1024 + (n % 60_000),
  dport: 5353,
});
const connection = (n: number): Probe => ({ ...inward(n), kind: 'tcp', dport: 8080 });

/** Calls a second of processor time: on a shared machine the clock on the wall tells of the neighbours. */
function perSecond(call: (n: number) => void, count: number): number {
  const began = process.cpuUsage();
  for (let n = 0; n < count; n += 1) call(n);
  const { user, system } = process.cpuUsage(began);
  return (count * 1e6) / Math.max(1, user + system);
}

/** What one object costs here and now that says as much as an event of a trace: the measure for everything else. */
function eventsPerSecond(): number {
  const kept: object[] = [];
  return perSecond((n) => {
    kept[n & 255] = { index: n, hop: 1, netns: 'host', dev: 'eth0', packet: null, atMs: 0, kind: 'tx', frame: null };
  }, 2_000_000);
}

function report(name: string, world: World, question: (n: number) => Probe): number {
  const { trace } = probe(world, question(0));
  if (trace.outcome !== 'delivered') throw new Error(`${name}: ${trace.disposition}`);
  const flow = (n: number) => void probe(world, question(n));
  perSecond(flow, 20_000);
  const runs = Array.from({ length: RUNS }, () => {
    const events = eventsPerSecond();
    return { rate: perSecond(flow, 20_000), events };
  });
  const rate = median(runs.map((run) => run.rate));
  let steps = 0;
  const readSteps = (n: number) => (steps += probe(world, question(n)).trace.steps.length);
  perSecond(readSteps, 5_000);
  const read = perSecond(readSteps, 10_000);
  const objects = median(runs.map((run) => run.events / run.rate));
  console.log(
    `${name}: ${Math.round(rate)} flows/s, ${trace.steps.length} steps a flow, as long as ${objects.toFixed(0)} event objects; ${Math.round(read)} with every step read (${steps & 1})`,
  );
  return rate;
}

/** Each flow goes on in the world the one before left; each takes `apartMs` of virtual time, so that old entries expire. */
function reportChained(start: World, count: number, apartMs: number): void {
  const rateOf = (flows: number) => {
    let world = start;
    return perSecond((n) => {
      const after = probe(world, inward(n)).world;
      world = { ...after, nowMs: after.nowMs + apartMs };
    }, flows);
  };
  rateOf(10_000);
  const rates = Array.from({ length: RUNS }, () => rateOf(count));
  console.log(`chained, ${count} flows ${apartMs} ms apart: ${Math.round(median(rates))} flows/s`);
}

function reportMemory(world: World, count: number): void {
  const { gc } = globalThis;
  if (gc === undefined) return;
  const usedKiB = () => {
    gc();
    return Math.round(process.memoryUsage().heapUsed / 1024);
  };
  for (let n = 0; n < 1000; n += 1) probe(world, inward(n));
  const before = usedKiB();
  for (let n = 0; n < count; n += 1) probe(world, inward(n));
  console.log(`heap before and after ${count} flows: ${before} and ${usedKiB()} KiB`);
}

function reportLookups(count: number): void {
  const routes = Array.from({ length: count }, (_none, n): Route => ({
    table: 'main',
    type: 'unicast',
    prefix: { address: ((10 << 24) | (n << 7)) as Ip, lengthBits: 25 },
    netdev: 'eth0',
    metric: 0,
    scope: 'link',
    protocol: 'static',
  }));
  const rules: Netns['rules'] = [{ priority: 32766, action: { kind: 'lookup', table: 'main' } }];
  const netns = { routes, rules };
  const fib = fibsOf(routes).get('main');
  if (fib === undefined) throw new Error('no main table');
  const addressOf = (n: number) => ((10 << 24) | (Math.imul(n, 2654435761) & 0xffffff)) as Ip;
  let found = 0;
  const measure = (look: (n: number) => void) => {
    perSecond(look, 500_000);
    return (1e9 / median(Array.from({ length: RUNS }, () => perSecond(look, 1_000_000)))).toFixed(1);
  };
  const empty = measure((n) => (found = (found + addressOf(n)) | 0));
  const table = measure((n) => (found = (found + fib.find(addressOf(n))) | 0));
  const decision = measure((n) => (found = (found + lookupRoute(netns, { dst: addressOf(n) }).tables.length) | 0));
  console.log(
    `${count} routes: longest prefix ${table} ns, whole decision ${decision} ns, of which the loop is ${empty} (${found & 1})`,
  );
}

const world = dockerWorld(0);
const ruled = dockerWorld(1000);
for (const [name, question] of [
  ['outward, ping and masquerade', outward],
  ['inward, datagram to a published port', inward],
  ['inward, TCP connection', connection],
] as const) {
  const plain = report(name, world, question);
  const more = report(`${name}, 1000 more rules`, ruled, question);
  console.log(`  with 1000 more rules at ${((100 * more) / plain).toFixed(0)} %`);
}
for (const apartMs of [0, 1000]) for (const count of [1_000, 10_000]) reportChained(world, count, apartMs);
for (const count of [10, 1000, 100_000]) reportLookups(count);
reportMemory(world, Number(process.argv[2] ?? 1_000_000));
