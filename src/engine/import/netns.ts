/** One host's captured outputs to its namespace. Each listing is taken in the fullest form that is there. */
import { routesOfAddress } from '../world/address-routes.ts';
import { EMPTY_NETNS, INITIAL_RULES } from '../world/empty.ts';
import { EMPTY_STATE } from '../world/netns-edits.ts';
import type { Netdev, Netns, Route } from '../world/world.ts';
import { parseRuleset } from '../netfilter/parse-ruleset.ts';
import { readBridgeFdb } from './bridge-fdb.ts';
import { withPortSettings } from './bridge-link.ts';
import { readIpAddr } from './ip-addr.ts';
import { readIpNeigh } from './ip-neigh.ts';
import { readIpRoute } from './ip-route.ts';
import { readIpRule } from './ip-rule.ts';
import { foreignTables } from './nft-ruleset.ts';
import { reporter, type ImportProblem, type Report } from './problem.ts';
import { readSs } from './ss.ts';
import { readSysctl, unmodelledSysctl } from './sysctl.ts';

/** One host's captured outputs by file name: the command with `_` for a space (`ip_-j_rule.txt`). */
export type HostFiles = Readonly<Record<string, string>>;

/** The commands whose output is read, the one that tells most first. */
const COMMANDS = {
  addresses: ['ip -j -d addr', 'ip -d addr', 'ip -j addr', 'ip addr', 'ip -d a', 'ip a'],
  routes: ['ip -j route show table all', 'ip route show table all', 'ip -j route', 'ip route', 'ip r'],
  rules: ['ip -j rule', 'ip rule'],
  neighbours: ['ip -j neigh', 'ip neigh', 'ip n'],
  ports: ['bridge -j -d link', 'bridge -d link', 'bridge -j link', 'bridge link'],
  fdb: ['bridge -j fdb', 'bridge fdb'],
  sysctl: ['sysctl', 'sysctl -a'],
  netfilter: ['iptables-save', 'iptables-save -c'],
  nftables: ['nft list ruleset'],
  sockets: ['ss -Hltnup', 'ss -ltnup', 'ss -tulpn', 'ss -tlnp', 'ss -ltnp', 'ss -lunp', 'ss -ulnp'],
} as const satisfies Record<string, readonly string[]>;

type Listing = keyof typeof COMMANDS;

/** Listings whose absence leaves something to guess, and what is taken then. */
const NEEDED: Readonly<Partial<Record<Listing, string>>> = {
  addresses: 'the namespace has no devices but lo',
  routes: 'the routes are those of the addresses',
  rules: 'the three rules that every namespace begins with are taken',
  sysctl: "the kernel's defaults are taken, and nothing is forwarded",
  netfilter: 'nothing is filtered',
  sockets: 'nobody listens',
};

export function readNetns(host: string, outputs: HostFiles, problems: ImportProblem[]): Netns {
  const files = (listing: Listing) =>
    COMMANDS[listing]
      .map((command) => `${command.replaceAll(' ', '_')}.txt`)
      .filter((name) => outputs[name] !== undefined);
  const first = <T>(listing: Listing, parse: (text: string, report: Report) => T): T => {
    const [name] = files(listing);
    const report = reporter(problems, `${host}/${name ?? `${COMMANDS[listing][0].replaceAll(' ', '_')}.txt`}`);
    const absence = NEEDED[listing];
    if (name === undefined && absence !== undefined) report(0, `is missing: ${absence}`);
    return parse(name === undefined ? '' : (outputs[name] ?? ''), report);
  };
  const listed = first('addresses', readIpAddr);
  const devs = first('ports', (text, report) =>
    withPortSettings(listed.length === 0 ? EMPTY_NETNS.devs : listed, text, report),
  );
  const sysctl = first('sysctl', readSysctl);
  const rules = first('rules', readIpRule);
  const unmodelled =
    first('nftables', foreignTables) ??
    unmodelledSysctl(sysctl, reporter(problems, `${host}/${files('sysctl')[0] ?? 'sysctl.txt'}`));
  return {
    ...EMPTY_NETNS,
    id: host,
    machine: host,
    devs,
    routes: first('routes', (text, report) => withLocalTable(readIpRoute(text, report), devs, report)),
    rules: rules.length === 0 ? INITIAL_RULES : rules,
    sysctl,
    netfilter: first('netfilter', parseRuleset),
    // TCP and UDP may have been listed one by one.
    listeners:
      files('sockets').length === 0
        ? first('sockets', readSs)
        : files('sockets').flatMap((name) => readSs(outputs[name] ?? '', reporter(problems, `${host}/${name}`))),
    state: { ...EMPTY_STATE, neighbours: first('neighbours', readIpNeigh), fdb: first('fdb', readBridgeFdb) },
    ...(unmodelled === undefined ? {} : { unmodelled }),
  };
}

/** `ip route` alone does not show the local table: it follows from the addresses. */
function withLocalTable(routes: readonly Route[], devs: readonly Netdev[], report: Report): readonly Route[] {
  if (routes.some((route) => route.table === 'local')) return routes;
  if (routes.length > 0) report(0, 'does not show the table "local": it is taken from the addresses');
  const derived = devs.flatMap((dev) => dev.addresses.flatMap((address) => routesOfAddress(dev, address)));
  return [...routes, ...derived.filter((route) => routes.length === 0 || route.table === 'local')];
}
