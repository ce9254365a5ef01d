/** Devices as net-tools' `ifconfig` prints them. Read net-tools lib/interface.c before editing. */
import {
  broadcastOf,
  formatIp,
  hasCarrier,
  netmask,
  prefixOf,
  type InterfaceCounters,
  type Netdev,
  type Netns,
  type World,
} from '../../engine/index.ts';

const NONE: InterfaceCounters = { rxPackets: 0, rxBytes: 0, rxDropped: 0, txPackets: 0, txBytes: 0, txDropped: 0 };

/** Bits of SIOCGIFFLAGS, in the order printed. @see netdevice(7) */
const FLAGS: readonly (readonly [name: string, bit: number])[] = [
  ['UP', 1],
  ['BROADCAST', 2],
  ['LOOPBACK', 8],
  ['RUNNING', 64],
  ['MULTICAST', 4096],
];

function flagNames(world: World, netns: Netns, dev: Netdev): readonly string[] {
  const loopback = dev.kind === 'loopback';
  return [
    ...(dev.up ? ['UP'] : []),
    ...(loopback ? ['LOOPBACK'] : ['BROADCAST']),
    ...(dev.up && hasCarrier(world, netns.id, dev.name) ? ['RUNNING'] : []),
    ...(loopback ? [] : ['MULTICAST']),
  ];
}

/** One block, with the empty line that ends it. */
export function ifconfigLines(world: World, netns: Netns, dev: Netdev): readonly string[] {
  const names = flagNames(world, netns, dev);
  const number = FLAGS.reduce((sum, [name, bit]) => (names.includes(name) ? sum + bit : sum), 0);
  const counters = netns.state.counters[dev.name] ?? NONE;
  return [
    `${dev.name}: flags=${number}<${names.join(',')}>  mtu ${dev.mtuBytes}`,
    ...dev.addresses.slice(0, 1).map(({ address, lengthBits, broadcast }) => {
      // Without a broadcast address of its own the tool shows 0.0.0.0.
      const shown = broadcast === undefined ? '0.0.0.0' : formatIp(broadcastOf(prefixOf(address, lengthBits)));
      const tail = dev.kind === 'loopback' ? '' : `  broadcast ${shown}`;
      return `        inet ${formatIp(address)}  netmask ${formatIp(netmask(lengthBits))}${tail}`;
    }),
    dev.kind === 'loopback'
      ? `        loop  txqueuelen ${dev.txQueueLength}  (Local Loopback)`
      : `        ether ${dev.mac}  txqueuelen ${dev.txQueueLength}  (Ethernet)`,
    `        RX packets ${counters.rxPackets}  bytes ${counters.rxBytes} (${humanBytes(counters.rxBytes)})`,
    `        RX errors 0  dropped ${counters.rxDropped}  overruns 0  frame 0`,
    `        TX packets ${counters.txPackets}  bytes ${counters.txBytes} (${humanBytes(counters.txBytes)})`,
    `        TX errors 0  dropped ${counters.txDropped} overruns 0  carrier 0  collisions 0`,
    '',
  ];
}

/** Units of a thousand, one digit, cut and not rounded. */
function humanBytes(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  let unit = 0;
  let scale = 1;
  while (bytes >= scale * 1000 && unit < units.length - 1) {
    scale *= 1000;
    unit += 1;
  }
  return `${(Math.floor((bytes * 10) / scale) / 10).toFixed(1)} ${units[unit] ?? ''}`;
}

/** By name, digits as numbers: eth2 before eth10. */
export function compareNames(a: string, b: string): number {
  const parts = (name: string) => name.split(/(\d+)/);
  const [left, right] = [parts(a), parts(b)];
  for (let at = 0; at < Math.min(left.length, right.length); at += 1) {
    const [x = '', y = ''] = [left[at], right[at]];
    if (x === y) continue;
    const asNumbers = at % 2 === 1 ? Number(x) - Number(y) : 0;
    return asNumbers !== 0 ? asNumbers : x < y ? -1 : 1;
  }
  return left.length - right.length;
}
