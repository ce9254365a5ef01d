/** The kernel's settings and counters: `sysctl`, `nstat`. */
import { applyEdits, sysctl as valueOf, type Edit, type Netns } from '../../engine/index.ts';
import { answer, err, misused, notModelled, out, type Command, type Context } from '../command.ts';
import { readShort } from '../options.ts';
import type { OutputLine } from '../run-result.ts';

/** What `conf.<dev>` holds as far as the engine follows it. @see Documentation/networking/ip-sysctl */
const PER_DEVICE: readonly string[] = [
  ...['accept_local', 'accept_redirects', 'arp_announce', 'arp_filter', 'arp_ignore', 'forwarding', 'log_martians'],
  ...[
    'proxy_arp',
    'route_localnet',
    'rp_filter',
    'secure_redirects',
    'send_redirects',
    'shared_media',
    'src_valid_mark',
  ],
];
const PER_NEIGHBOUR: readonly string[] = ['mcast_solicit', 'retrans_time_ms', 'ucast_solicit'];
const GLOBAL: readonly string[] = [
  ...['net.bridge.bridge-nf-call-iptables', 'net.ipv4.icmp_echo_ignore_all', 'net.ipv4.icmp_ratelimit'],
  ...['net.ipv4.ip_default_ttl', 'net.ipv4.ip_forward', 'net.ipv4.ip_nonlocal_bind'],
];

/** Every key of the namespace, sorted as `sysctl -a` prints them. */
export function sysctlKeys(netns: Netns): readonly string[] {
  const devs = ['all', 'default', ...netns.devs.map((dev) => dev.name)];
  return [
    ...new Set([
      ...GLOBAL,
      ...devs.flatMap((dev) => PER_DEVICE.map((name) => `net.ipv4.conf.${dev}.${name}`)),
      ...devs
        .filter((dev) => dev !== 'all')
        .flatMap((dev) => PER_NEIGHBOUR.map((name) => `net.ipv4.neigh.${dev}.${name}`)),
      ...Object.keys(netns.sysctl),
    ]),
  ].sort();
}

/** A device's own value, else what `default` says. */
export function sysctlValue(netns: Netns, key: string): string {
  const own = netns.sysctl[key];
  const found = /^net\.ipv4\.(conf|neigh)\.([^.]+(?:\.\d+)?)\.([a-z_]+)$/.exec(key);
  if (own !== undefined || found === null || found[2] === 'all' || found[2] === 'lo') return own ?? valueOf(netns, key);
  return valueOf(netns, `net.ipv4.${found[1] ?? ''}.default.${found[3] ?? ''}`);
}

/** Keys may be written with slashes, and with `*` for any part. */
function matching(keys: readonly string[], typed: string): readonly string[] {
  const name = typed.replaceAll('/', '.');
  if (!name.includes('*')) return keys.filter((key) => key === name);
  const parts = name.split('*');
  return keys.filter((key) => {
    let at = 0;
    return parts.every((part, index) => {
      const found = index === parts.length - 1 ? key.lastIndexOf(part) : key.indexOf(part, at);
      if (found < at || (index === 0 && found !== 0)) return false;
      at = found + part.length;
      return index < parts.length - 1 || at === key.length || part === '';
    });
  });
}

/** @see sysctl(8) of procps */
export const sysctl: Command = {
  name: 'sysctl',
  understands: ['sysctl KEY', 'sysctl -w KEY=VALUE', 'sysctl -a'],
  run: (context, args) => {
    const options = readShort(args, 'wanqNeb');
    if (options.fault !== null)
      return misused(context, sysctl, 1, `sysctl: invalid option -- '${options.fault.option}'`);
    const keys = sysctlKeys(context.netns);
    const bare = options.values.has('n');
    if (options.values.has('a'))
      return answer(
        context,
        keys.map((key) => settingLine(context.netns, key, bare)),
      );
    if (options.operands.length === 0) return misused(context, sysctl, 1, 'sysctl: no variables specified');
    const writes = options.values.has('w');
    let { netns } = context;
    let { world } = context;
    const output: OutputLine[] = [];
    for (const typed of options.operands) {
      const [name = '', ...rest] = typed.split('=');
      const found = matching(keys, name);
      if (found.length === 0) {
        output.push(err(`sysctl: cannot stat /proc/sys/${name.replaceAll('.', '/')}: No such file or directory`));
        continue;
      }
      if (rest.length === 0 && writes) {
        output.push(err(`sysctl: "${typed}" must be of the form name=value`));
        continue;
      }
      const value = rest.join('=').trim();
      if (rest.length > 0 && !/^-?\d{1,9}$/.test(value)) {
        output.push(...found.map((key) => err(`sysctl: setting key "${key}": Invalid argument`)));
        continue;
      }
      if (rest.length > 0) {
        const edits = found.map((key): Edit => ({ kind: 'set-sysctl', netns: netns.id, key, value }));
        world = applyEdits(world, edits);
        netns = world.netns[netns.id] ?? netns;
      }
      output.push(...found.map((key) => out(settingLine(netns, key, bare))));
    }
    const failed = output.some((line) => line.stream === 'err');
    return answer(context, output, { world, exitCode: failed ? 255 : 0 });
  },
};

function settingLine(netns: Netns, key: string, bare: boolean): string {
  return bare ? sysctlValue(netns, key) : `${key} = ${sysctlValue(netns, key)}`;
}

/** Counters by name. Without `-z` those at 0 are left out; the history file is not kept, so that all counts are since boot. @see nstat(8) */
export const nstat: Command = {
  name: 'nstat',
  understands: ['nstat -az [NAME]'],
  run: (context, args) => {
    const options = readShort(args, 'azsnrp');
    if (options.fault !== null) return misused(context, nstat, 1, `nstat: invalid option -- '${options.fault.option}'`);
    if (!options.values.has('a')) return notModelled(context, 'nstat without -a');
    const { stats } = context.netns.state;
    const names = [...new Set([...KNOWN_COUNTERS, ...Object.keys(stats)])];
    const wanted = options.operands;
    const shown = names.filter((name) => {
      const asked = wanted.length === 0 || wanted.some((pattern) => matching([name], pattern).length > 0);
      return asked && (options.values.has('z') || (stats[name] ?? 0) > 0);
    });
    return answer(context, ['#kernel', ...shown.map((name) => counterLine(context, name))]);
  },
};

const KNOWN_COUNTERS: readonly string[] = ['TcpExtIPReversePathFilter'];

function counterLine({ netns }: Context, name: string): string {
  return `${name.padEnd(32)}${String(netns.state.stats[name] ?? 0).padEnd(16)}${'0.0'.padStart(6)}`;
}
