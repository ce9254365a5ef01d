/** `ip addr`, as JSON or text, with `-d` or without, to netdevs. @see ip-address(8), ip-link(8) */
import { parseIp } from '../address/ip.ts';
import type { InterfaceAddress, Netdev, NetdevKind } from '../world/world.ts';
import { addrRows } from './ip-addr-text.ts';
import { isObject, listOf, numberOf, objectOf, textOf, type JsonObject } from './json.ts';
import { lineOf, readListing } from './listing.ts';
import type { Report } from './problem.ts';

export function readIpAddr(text: string, report: Report): readonly Netdev[] {
  const rows = readListing(text, report, addrRows).filter((row) => {
    if (textOf(row, 'ifname') !== undefined) return true;
    report(lineOf(row), 'a device without a name is left out');
    return false;
  });
  const masters = new Set(rows.map((row) => textOf(row, 'master')));
  const devs = rows.map((row) => readNetdev(row, masters, report));
  return devs.map((dev) => withChild(dev, rows, devs));
}

function readNetdev(row: JsonObject, masters: ReadonlySet<string | undefined>, report: Report): Netdev {
  const name = textOf(row, 'ifname') ?? '';
  const info = objectOf(row, 'linkinfo');
  const master = textOf(row, 'master');
  const kind = kindOf(row, textOf(info, 'info_kind'), masters, report);
  const unmodelled = typeof kind === 'string' ? unmodelledSetting(info) : kind.unmodelled;
  if (unmodelled !== undefined) report(lineOf(row), `${name}: ${unmodelled} is not modelled`);
  return {
    name,
    index: numberOf(row, 'ifindex') ?? 0,
    kind: typeof kind === 'string' ? kind : 'ethernet',
    mac: textOf(row, 'address') ?? '',
    mtuBytes: numberOf(row, 'mtu') ?? 1500,
    addresses: listOf(row, 'addr_info')
      .filter(isObject)
      .flatMap((address) => readAddress(address, name, report)),
    up: listOf(row, 'flags').includes('UP'),
    txQueueLength: numberOf(row, 'txqlen') ?? 0,
    ...(master === undefined ? {} : { master, port: readPort(objectOf(info, 'info_slave_data')) }),
    ...(unmodelled === undefined ? {} : { unmodelled }),
  };
}

/** Without `-d` the kind is not told: a bridge shows by its ports, a veth pair by the `@` in its name. */
function kindOf(
  row: JsonObject,
  kind: string | undefined,
  masters: ReadonlySet<string | undefined>,
  report: Report,
): NetdevKind | { readonly unmodelled: string } {
  const name = textOf(row, 'ifname') ?? '';
  const linkType = textOf(row, 'link_type');
  if (linkType === 'loopback') return 'loopback';
  if (linkType !== undefined && linkType !== 'ether') return { unmodelled: `a device of type ${linkType}` };
  if (kind === 'veth' || kind === 'bridge') return kind;
  if (kind !== undefined) return { unmodelled: `a device of kind ${kind}` };
  if (masters.has(name)) {
    report(lineOf(row), `${name}: taken for a bridge because it has ports; "ip -d addr" tells the kind`);
    return 'bridge';
  }
  return textOf(row, 'link') !== undefined || numberOf(row, 'link_index') !== undefined ? 'veth' : 'ethernet';
}

function unmodelledSetting(info: JsonObject): string | undefined {
  const data = objectOf(info, 'info_data');
  const slave = textOf(objectOf(info, 'info_slave_data'), 'state');
  const slaveKind = textOf(info, 'info_slave_kind');
  if (slaveKind !== undefined && slaveKind !== 'bridge') return `a device inside a ${slaveKind}`;
  if ((numberOf(data, 'vlan_filtering') ?? 0) > 0) return 'a bridge with VLAN filtering';
  if ((numberOf(data, 'stp_state') ?? 0) > 0) return 'a bridge with spanning tree';
  if ((numberOf(data, 'nf_call_iptables') ?? 0) > 0) return 'a bridge with nf_call_iptables of its own';
  return slave === 'blocking' || slave === 'listening' || slave === 'learning'
    ? `a bridge port that is ${slave}`
    : undefined;
}

/** A macvlan or its like takes frames from the device below it. */
function withChild(dev: Netdev, rows: readonly JsonObject[], devs: readonly Netdev[]): Netdev {
  const child = devs.find(
    (other, at) =>
      other.unmodelled?.startsWith('a device of kind') === true && textOf(rows[at] ?? {}, 'link') === dev.name,
  );
  if (child === undefined || dev.unmodelled !== undefined) return dev;
  return { ...dev, unmodelled: `${child.unmodelled ?? ''} on ${dev.name}` };
}

function readPort(slave: JsonObject): NonNullable<Netdev['port']> {
  const number = Number.parseInt(textOf(slave, 'no') ?? '', 16);
  return {
    hairpin: slave['hairpin'] === true,
    learning: slave['learning'] !== false,
    flood: slave['flood'] !== false,
    isolated: slave['isolated'] === true,
    ...(Number.isNaN(number) ? {} : { number }),
  };
}

/** IPv6 addresses are left out: this engine is IPv4 only. */
function readAddress(row: JsonObject, dev: string, report: Report): readonly InterfaceAddress[] {
  if (textOf(row, 'family') !== 'inet') return [];
  const address = parseIp(textOf(row, 'local') ?? '');
  const scope = textOf(row, 'scope');
  const lengthBits = numberOf(row, 'prefixlen') ?? 32;
  if (address === null || !Number.isInteger(lengthBits) || lengthBits < 0 || lengthBits > 32) {
    report(lineOf(row), `${dev}: "${String(row['local'])}/${lengthBits}" is not an IPv4 address`);
    return [];
  }
  const broadcast = parseIp(textOf(row, 'broadcast') ?? '');
  const peer = parseIp(textOf(row, 'address') ?? '');
  const label = textOf(row, 'label');
  return [
    {
      address,
      lengthBits,
      scope: scope === 'link' || scope === 'host' ? scope : 'global',
      ...(broadcast === null ? {} : { broadcast }),
      ...(peer === null ? {} : { peer }),
      ...(label === undefined || label === dev ? {} : { label }),
    },
  ];
}
