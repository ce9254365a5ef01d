/** Reads /etc/docker/daemon.json: the keys that decide about addresses. @see dockerd(8) "Daemon configuration file" */
import { parseIp, type Ip } from '../address/ip.ts';
import { contains, parsePrefix, type Prefix } from '../address/prefix.ts';
import type { AddressPool } from './docker-state.ts';

export interface DaemonConfig {
  readonly bip?: { readonly gateway: Ip; readonly subnet: Prefix };
  readonly pools?: readonly AddressPool[];
  readonly userlandProxy?: boolean;
}

/** `error` is what the daemon logs before it gives up; `unmodelled` names a key this world does not follow. */
export type ConfigReading =
  | { readonly ok: true; readonly config: DaemonConfig }
  | { readonly ok: false; readonly error: string }
  | { readonly ok: false; readonly unmodelled: string };

const WITHOUT_EFFECT: readonly string[] = [
  'log-driver',
  'log-opts',
  'storage-driver',
  'data-root',
  'debug',
  'exec-opts',
  'registry-mirrors',
  'insecure-registries',
];

export function readDaemonConfig(text: string): ConfigReading {
  const file = '/etc/docker/daemon.json';
  const fault = (what: string) =>
    ({ ok: false, error: `unable to configure the Docker daemon with file ${file}: ${what}` }) as const;
  let value: unknown;
  try {
    value = JSON.parse(text.trim() === '' ? '{}' : text);
  } catch {
    return fault('invalid character in JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return fault('not a JSON object');
  const entries: Readonly<Record<string, unknown>> = { ...value };
  const known = ['bip', 'default-address-pools', 'userland-proxy', ...WITHOUT_EFFECT];
  const unknown = Object.keys(entries).find((key) => !known.includes(key));
  if (unknown !== undefined) return { ok: false, unmodelled: `"${unknown}" in ${file}` };
  const config: { -readonly [K in keyof DaemonConfig]: DaemonConfig[K] } = {};
  if (entries['bip'] !== undefined) {
    const text = typeof entries['bip'] === 'string' ? entries['bip'] : '';
    const bip = readBip(text);
    if (bip === null) return fault(`invalid CIDR address: ${text}`);
    config.bip = bip;
  }
  if (entries['default-address-pools'] !== undefined) {
    const pools = readPools(entries['default-address-pools']);
    if (pools === null) return fault('invalid default address pool');
    config.pools = pools;
  }
  if (typeof entries['userland-proxy'] === 'boolean') config.userlandProxy = entries['userland-proxy'];
  return { ok: true, config };
}

function readBip(text: string): NonNullable<DaemonConfig['bip']> | null {
  const gateway = parseIp(text.split('/')[0] ?? '');
  const subnet = text.includes('/') ? parsePrefix(text) : null;
  return gateway !== null && subnet !== null && contains(subnet, gateway) ? { gateway, subnet } : null;
}

function readPools(value: unknown): readonly AddressPool[] | null {
  if (!Array.isArray(value) || value.length === 0 || value.length > 64) return null;
  const pools: AddressPool[] = [];
  for (const entry of value as readonly unknown[]) {
    if (typeof entry !== 'object' || entry === null) return null;
    const { base, size } = entry as { readonly base?: unknown; readonly size?: unknown };
    const prefix = typeof base === 'string' ? parsePrefix(base) : null;
    if (prefix === null || typeof size !== 'number' || size < prefix.lengthBits || size > 30) return null;
    pools.push({ base: prefix, lengthBits: size });
  }
  return pools;
}
