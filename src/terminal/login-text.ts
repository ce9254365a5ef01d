/** What a machine says to somebody who logs in: /etc/motd, and on Ubuntu what its scripts in /etc/update-motd.d compute. */
import { formatIp, instantAt, twoDigits, type Machine, type Netns, type World } from '../engine/index.ts';

/** A machine that has this file greets as Ubuntu does, addresses of its interfaces included. */
export const LANDSCAPE_SCRIPT = '/etc/update-motd.d/50-landscape-sysinfo';

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

export function loginLines(world: World, machine: Machine): readonly string[] {
  const motd = (machine.files['/etc/motd'] ?? '').trimEnd();
  const lines = motd === '' ? [] : motd.split('\n');
  const netns = world.netns[machine.netns];
  if (machine.files[LANDSCAPE_SCRIPT] === undefined || netns === undefined) return lines;
  return [...lines, ...(lines.length > 0 ? [''] : []), ...landscapeLines(world, netns)];
}

/** The part that names the interfaces, in landscape-sysinfo's layout; load and disk are not known and not invented. */
function landscapeLines(world: World, netns: Netns): readonly string[] {
  const rows = netns.devs
    .filter((dev) => dev.up && dev.kind !== 'loopback')
    .flatMap((dev) => dev.addresses.map(({ address }) => [`IPv4 address for ${dev.name}:`, formatIp(address)] as const))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const width = Math.max(0, ...rows.map(([label]) => label.length));
  return [
    `  System information as of ${dateText(world)}`,
    '',
    ...rows.map(([label, address]) => `  ${label.padEnd(width)} ${address}`),
    '',
  ];
}

/** As date(1) in the C locale. */
function dateText(world: World): string {
  const at = instantAt(world, world.nowMs);
  const time = [at.hour, at.minute, at.second].map(twoDigits).join(':');
  const date = `${DAYS[at.weekday] ?? ''} ${MONTHS[at.month - 1] ?? ''} ${String(at.day).padStart(2)}`;
  return `${date} ${time} UTC ${at.year}`;
}
