/**
 * What a Windows machine has beyond a network namespace: settings and services that Linux knows nothing of. Its adapters,
 * addresses, routes and listening sockets stand in its `Netns`, like every other machine's.
 */
import type { FirewallState } from './firewall.ts';
import type { PortProxyRule } from './portproxy.ts';
import type { DisplayLanguage } from './language.ts';
import type { PortRanges } from './port-range.ts';
import type { Services } from './service.ts';
import type { WslState } from './wsl.ts';
import type { DockerDesktopState } from './docker-desktop.ts';

export interface WindowsState {
  /** The display language its programs print in; absent means the page's. */
  readonly language?: DisplayLanguage;
  /** The shell that is typed into runs as administrator. */
  readonly elevated: boolean;
  /** Which of its shells reads what is typed: Windows PowerShell 5.1 or the Command Prompt. */
  readonly shell: 'powershell' | 'cmd';
  /** What Windows tells of an adapter besides its addresses, by its name. */
  readonly adapters?: Readonly<Record<string, AdapterWords>>;
  readonly ports: PortRanges;
  readonly services: Services;
  readonly firewall: FirewallState;
  /** `netsh interface portproxy`, kept across reboots. Fact V2.7. */
  readonly portProxy: readonly PortProxyRule[];
  readonly wsl?: WslState;
  readonly desktop?: DockerDesktopState;
}

export interface AdapterWords {
  readonly medium?: 'wireless' | 'ethernet';
  /** Printed only: IPv6 is not modelled. `fe80::2637:7a15:232c:853%6` */
  readonly linkLocal?: string;
}
