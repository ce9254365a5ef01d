/** Kernel settings of one namespace, read as the kernel combines them. Read ip-sysctl before editing. */
import type { Netns } from './world.ts';

/** Values a fresh namespace has where nothing was set; everything else that is a number starts at 0. */
const INITIAL: Readonly<Record<string, string>> = {
  'net.ipv4.ip_default_ttl': '64',
  'net.ipv4.icmp_ratelimit': '1000',
  'net.bridge.bridge-nf-call-iptables': '1',
  accept_redirects: '1',
  secure_redirects: '1',
  send_redirects: '1',
  shared_media: '1',
  retrans_time_ms: '1000',
  mcast_solicit: '3',
};

/** The value as text, by full name (`net.ipv4.ip_forward`); the kernel's initial value where nothing was set. */
export function sysctl(netns: Pick<Netns, 'sysctl'>, key: string): string {
  return netns.sysctl[key] ?? INITIAL[key] ?? INITIAL[key.slice(key.lastIndexOf('.') + 1)] ?? '0';
}

export function sysctlNumber(netns: Pick<Netns, 'sysctl'>, key: string): number {
  return Number(sysctl(netns, key));
}

/** `net.ipv4.conf.<dev>.<name>`; a device that was never mentioned has what `default` says. */
export function deviceSysctl(netns: Pick<Netns, 'sysctl'>, dev: string, name: string): number {
  const own = netns.sysctl[`net.ipv4.conf.${dev}.${name}`];
  return own === undefined ? sysctlNumber(netns, `net.ipv4.conf.default.${name}`) : Number(own);
}

function allSysctl(netns: Pick<Netns, 'sysctl'>, name: string): number {
  return sysctlNumber(netns, `net.ipv4.conf.all.${name}`);
}

/** The mode the reverse path filter runs in at `dev`: the higher of `all` and the device. @see ip-sysctl rp_filter */
export function effectiveRpFilter(netns: Pick<Netns, 'sysctl'>, dev: string): 0 | 1 | 2 {
  const mode = Math.max(allSysctl(netns, 'rp_filter'), deviceSysctl(netns, dev, 'rp_filter'));
  return mode >= 2 ? 2 : mode === 1 ? 1 : 0;
}

/** True where `all` or the device says so: send_redirects, proxy_arp, shared_media, accept_local … @see include/linux/inetdevice.h IN_DEV_ORCONF */
export function eitherSysctl(netns: Pick<Netns, 'sysctl'>, dev: string, name: string): boolean {
  return allSysctl(netns, name) > 0 || deviceSysctl(netns, dev, name) > 0;
}

/** The higher of both: arp_ignore, arp_announce. @see include/linux/inetdevice.h IN_DEV_MAXCONF */
export function maxSysctl(netns: Pick<Netns, 'sysctl'>, dev: string, name: string): number {
  return Math.max(allSysctl(netns, name), deviceSysctl(netns, dev, name));
}

/** Whether a packet that came in by `dev` may be passed on. @see ip-sysctl forwarding */
export function isForwarding(netns: Pick<Netns, 'sysctl'>, dev: string): boolean {
  const own = netns.sysctl[`net.ipv4.conf.${dev}.forwarding`];
  if (own !== undefined) return own !== '0';
  return sysctl(netns, 'net.ipv4.ip_forward') !== '0';
}

/** An ICMP redirect is heeded: both must agree on a router, either suffices on a host. @see ip-sysctl accept_redirects */
export function acceptsRedirects(netns: Pick<Netns, 'sysctl'>, dev: string): boolean {
  return isForwarding(netns, dev)
    ? allSysctl(netns, 'accept_redirects') > 0 && deviceSysctl(netns, dev, 'accept_redirects') > 0
    : eitherSysctl(netns, dev, 'accept_redirects');
}

/** `net.ipv4.neigh.<dev>.<name>`. @see arp(7) */
export function neighbourSysctl(netns: Pick<Netns, 'sysctl'>, dev: string, name: string): number {
  const own = netns.sysctl[`net.ipv4.neigh.${dev}.${name}`];
  return own === undefined ? sysctlNumber(netns, `net.ipv4.neigh.default.${name}`) : Number(own);
}

/** `net.ipv4.ip_forward` is another name of `conf.all.forwarding`, and setting it reaches every device. @see ip-sysctl */
export function withSysctl(
  settings: Readonly<Record<string, string>>,
  key: string,
  value: string,
): Readonly<Record<string, string>> {
  const next: Record<string, string> = { ...settings, [key]: value };
  if (key === 'net.ipv4.ip_forward' || key === 'net.ipv4.conf.all.forwarding') {
    next['net.ipv4.ip_forward'] = value;
    next['net.ipv4.conf.all.forwarding'] = value;
    next['net.ipv4.conf.default.forwarding'] = value;
    for (const name of Object.keys(next)) if (/^net\.ipv4\.conf\.[^.]+\.forwarding$/.test(name)) next[name] = value;
  }
  return next;
}

/** A new device takes the values of `conf.default` with it. */
export function withDeviceSysctls(
  settings: Readonly<Record<string, string>>,
  dev: string,
): Readonly<Record<string, string>> {
  const next: Record<string, string> = { ...settings };
  for (const [key, value] of Object.entries(settings)) {
    const name = /^net\.ipv4\.(conf|neigh)\.default\.(.+)$/.exec(key);
    if (name?.[1] === undefined || name[2] === undefined) continue;
    next[`net.ipv4.${name[1]}.${dev}.${name[2]}`] ??= value;
  }
  return next;
}

export function withoutDeviceSysctls(
  settings: Readonly<Record<string, string>>,
  dev: string,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(settings).filter(([key]) => !/^net\.ipv4\.(conf|neigh)\./.test(key) || key.split('.')[3] !== dev),
  );
}
