/** Makes a machine a Windows machine, from the few values that its world names; the rest is as Windows ships it. */
import { parseIp, type Ip } from '../address/ip.ts';
import { applyEdits } from '../world/apply-edits.ts';
import type { MachineId, World } from '../world/world.ts';
import type { DockerDesktopState } from './docker-desktop.ts';
import type { FirewallState } from './firewall.ts';
import type { DisplayLanguage } from './language.ts';
import {
  byStart,
  DEFAULT_DYNAMIC,
  parseExcludedRange,
  type DynamicPortRange,
  type ExcludedPortRange,
  type PortProtocol,
  type PortRanges,
} from './port-range.ts';
import type { PortProxyRule } from './portproxy.ts';
import type { Services } from './service.ts';
import { settleRelays } from './settle-relays.ts';
import type { WindowsState } from './windows-state.ts';
import type { WslState } from './wsl.ts';

type PerProtocol<Value> = Readonly<Partial<Record<PortProtocol, Value>>>;

export interface WindowsInstall {
  /** Where the source names one; else the page's. */
  readonly language?: DisplayLanguage;
  readonly elevated?: boolean;
  readonly adapters?: WindowsState['adapters'];
  /** 49152 and 16384 where not told. */
  readonly dynamic?: PerProtocol<DynamicPortRange>;
  /** `8039-8138`; an administered one ends in a star: `50000-50059*`. */
  readonly excluded?: PerProtocol<readonly string[]>;
  /** Blocks of 100 ports that the Hyper-V stack asks for at each start; none where not told. */
  readonly blocks?: number;
  /** Running where not told. */
  readonly services?: Partial<Services>;
  /** On, public, without rules where not told. */
  readonly firewall?: Partial<FirewallState>;
  /** `0.0.0.0:80 -> 172.28.241.140:80` */
  readonly portProxy?: readonly string[];
  readonly wsl?: Pick<WslState, 'vm' | 'distributions'> & Partial<WslState>;
  readonly desktop?: Pick<DockerDesktopState, 'engine'> & Partial<DockerDesktopState>;
}

/** @throws RangeError when a value cannot be read, or names a machine that is not there: a base world is right or not there */
export function installWindows(world: World, machine: MachineId, install: WindowsInstall): World {
  const named = [
    install.wsl?.vm,
    install.desktop?.engine,
    ...(install.wsl?.distributions ?? []).map((one) => one.machine),
  ];
  for (const id of named)
    if (id !== undefined && world.machines[id] === undefined) throw new RangeError(`${machine}: no machine ${id}`);
  const windows: WindowsState = {
    ...(install.language === undefined ? {} : { language: install.language }),
    elevated: install.elevated ?? false,
    ...(install.adapters === undefined ? {} : { adapters: install.adapters }),
    shell: 'powershell',
    ports: portRanges(machine, install),
    services: { winnat: 'running', iphlpsvc: 'running', hns: 'running', ...install.services },
    firewall: { profile: 'public', enabled: true, inbound: [], ...install.firewall },
    portProxy: (install.portProxy ?? []).map((text) => readPortProxy(machine, text)),
    ...(install.wsl === undefined
      ? {}
      : { wsl: { networkingMode: 'nat', localhostForwarding: true, starts: 1, ...install.wsl } }),
    ...(install.desktop === undefined
      ? {}
      : { desktop: { running: true, backendPid: 20304, generation: 'backend', ...install.desktop } }),
  };
  return settleRelays(applyEdits(world, [{ kind: 'set-windows', machine, windows }]));
}

function portRanges(machine: MachineId, { dynamic, excluded, blocks }: WindowsInstall): PortRanges {
  const read = (texts: readonly string[] = []): readonly ExcludedPortRange[] =>
    byStart(
      texts.map((text) => {
        const range = parseExcludedRange(text);
        if (range === null)
          throw new RangeError(`${machine}: excluded range "${text}" is not FIRST-LAST or FIRST-LAST*`);
        return range;
      }),
    );
  return {
    dynamic: { tcp: dynamic?.tcp ?? DEFAULT_DYNAMIC, udp: dynamic?.udp ?? DEFAULT_DYNAMIC },
    dynamicIpv6: { tcp: DEFAULT_DYNAMIC, udp: DEFAULT_DYNAMIC },
    excluded: { tcp: read(excluded?.tcp), udp: read(excluded?.udp) },
    blocks: blocks ?? 0,
    draws: 0,
  };
}

function readPortProxy(machine: MachineId, text: string): PortProxyRule {
  const found = /^([\d.]+):(\d+) -> ([\d.]+):(\d+)$/.exec(text);
  const listenAddress = parseIp(found?.[1] ?? '');
  const connectAddress = parseIp(found?.[3] ?? '');
  if (listenAddress === null || connectAddress === null)
    throw new RangeError(`${machine}: port proxy "${text}" is not ADDR:PORT -> ADDR:PORT`);
  const port = (digits: string | undefined) => Number(digits);
  return {
    listenAddress: listenAddress satisfies Ip,
    listenPort: port(found?.[2]),
    connectAddress: connectAddress satisfies Ip,
    connectPort: port(found?.[4]),
  };
}
