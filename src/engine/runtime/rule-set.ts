/** What every version of the Docker Engine has to say about rules, whatever it says: the form of a rule set. */
import type { Ip } from '../address/ip.ts';
import type { Prefix } from '../address/prefix.ts';
import type { TableName } from '../trace/step.ts';
import type { PublishedPort } from './docker-state.ts';

/** Where a line goes: behind all others, before all others, or directly behind the jumps that Docker keeps on top. */
export type LineAt = 'end' | 'top' | 'below-jumps';

export interface RuleLine {
  readonly table: TableName;
  readonly chain: string;
  /** As iptables-save prints it. */
  readonly text: string;
  readonly at: LineAt;
}

export function line(table: TableName, chain: string, spec: string, at: LineAt): RuleLine {
  return { table, chain, text: `-A ${chain} ${spec}`, at };
}

/** What makes a bridge network's rules differ. */
export interface BridgeRuleSettings {
  readonly bridge: string;
  readonly subnet: Prefix;
  readonly internal: boolean;
  /** Containers of the network may talk to each other. */
  readonly icc: boolean;
  readonly masquerade: boolean;
  readonly userlandProxy: boolean;
}

/** Everywhere: in the order in which the lines are put in, so that a later `top` line stands above an earlier one. */
export interface RuleSet {
  /** Where the rules are known from, for whoever shows them. Absent where recordings of a real engine hold them. */
  readonly source?: string;
  /** Chains that the daemon makes for itself. */
  readonly chains: readonly { readonly table: TableName; readonly chain: string }[];
  /** What a starting daemon puts in before any network exists. */
  readonly daemon: (userlandProxy: boolean) => readonly RuleLine[];
  readonly network: (settings: BridgeRuleSettings) => readonly RuleLine[];
  /** What comes with a container's address, published or not. */
  readonly endpoint: (settings: BridgeRuleSettings, address: Ip) => readonly RuleLine[];
  readonly port: (settings: BridgeRuleSettings, address: Ip, port: PublishedPort) => readonly RuleLine[];
}
