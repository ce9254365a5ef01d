/** `ip -j -d addr` to netdevs. @see ip-address(8), ip-link(8) */
import { parseIp } from '../address/ip.ts';
import type { InterfaceAddress, Netdev, NetdevKind } from '../world/world.ts';
import { isObject, listOf, numberOf, objectOf, readRows, textOf, type JsonObject } from './json.ts';
import type { Report } from './problem.ts';

export function readIpAddr(text: string, report: Report): readonly Netdev[] {
  return readRows(text, report).map((row) => readNetdev(row, report));
}

function readNetdev(row: JsonObject, report: Report): Netdev {
  const name = textOf(row, 'ifname') ?? '';
  const info = objectOf(row, 'linkinfo');
  const master = textOf(row, 'master');
  const port = readPort(objectOf(info, 'info_slave_data'));
  return {
    name,
    index: numberOf(row, 'ifindex') ?? 0,
    kind: kindOf(row, textOf(info, 'info_kind'), report),
    mac: textOf(row, 'address') ?? '',
    mtuBytes: numberOf(row, 'mtu') ?? 1500,
    addresses: listOf(row, 'addr_info')
      .filter(isObject)
      .flatMap((address) => readAddress(address, name, report)),
    up: listOf(row, 'flags').includes('UP'),
    txQueueLength: numberOf(row, 'txqlen') ?? 0,
    ...(master === undefined ? {} : { master, port }),
  };
}

function kindOf(row: JsonObject, kind: string | undefined, report: Report): NetdevKind {
  if (textOf(row, 'link_type') === 'loopback') return 'loopback';
  if (kind === undefined) return 'ethernet';
  if (kind === 'veth' || kind === 'bridge') return kind;
  report(0, `${textOf(row, 'ifname') ?? '?'}: a device of kind ${kind} is not modelled`);
  return 'ethernet';
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
  if (address === null) {
    report(0, `${dev}: "${String(row['local'])}" is not an IPv4 address`);
    return [];
  }
  const broadcast = parseIp(textOf(row, 'broadcast') ?? '');
  const label = textOf(row, 'label');
  return [
    {
      address,
      lengthBits: numberOf(row, 'prefixlen') ?? 32,
      scope: scope === 'link' || scope === 'host' ? scope : 'global',
      ...(broadcast === null ? {} : { broadcast }),
      ...(label === undefined || label === dev ? {} : { label }),
    },
  ];
}
