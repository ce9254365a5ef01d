/** iptables rules as values. Read iptables(8) and iptables-extensions(8) before editing. */
import type { Ip } from '../address/ip.ts';
import type { Prefix } from '../address/prefix.ts';
import type { TableName } from '../trace/step.ts';

export interface Ruleset {
  readonly tables: readonly Table[];
}

export interface Table {
  readonly name: TableName;
  readonly chains: readonly Chain[];
}

/** `policy` is null for a user chain. Chains keep the order of iptables-save. */
export interface Chain {
  readonly name: string;
  readonly policy: 'ACCEPT' | 'DROP' | null;
  readonly rules: readonly Rule[];
}

export interface Rule {
  /** The line as iptables-save prints it, `-A CHAIN …`. */
  readonly text: string;
  readonly matches: readonly Match[];
  readonly target: Target | null;
}

export interface PortRange {
  readonly from: number;
  readonly to: number;
}

export type Match = { readonly text: string; readonly negated: boolean } & (
  | { readonly kind: 'source' | 'destination'; readonly prefix: Prefix }
  | { readonly kind: 'in-interface' | 'out-interface'; readonly name: string }
  | { readonly kind: 'protocol'; readonly protocol: 'tcp' | 'udp' | 'icmp' | 'all' }
  | { readonly kind: 'source-port' | 'destination-port'; readonly ports: readonly PortRange[] }
  | { readonly kind: 'icmp-type'; readonly type: number; readonly code: number | null }
  | { readonly kind: 'tcp-flags'; readonly mask: readonly string[]; readonly set: readonly string[] }
  | {
      readonly kind: 'addrtype';
      readonly of: 'source' | 'destination';
      readonly type: string;
      readonly limitIface?: 'in' | 'out';
    }
  | { readonly kind: 'ctstate'; readonly states: readonly string[] }
  | { readonly kind: 'mark'; readonly value: number; readonly mask: number }
  | { readonly kind: 'comment'; readonly comment: string }
  /** Present in the rule set, unknown to the engine: a packet that reaches it is refused by this name. */
  | { readonly kind: 'unmodelled'; readonly name: string }
);

export type Target =
  | { readonly kind: 'ACCEPT' | 'DROP' | 'RETURN' | 'LOG' | 'NOTRACK' }
  | { readonly kind: 'REJECT'; readonly with: string }
  | { readonly kind: 'JUMP' | 'GOTO'; readonly chain: string }
  | { readonly kind: 'MARK'; readonly value: number; readonly mask: number }
  | {
      readonly kind: 'DNAT' | 'SNAT';
      readonly address: Ip | null;
      readonly toAddress?: Ip;
      readonly ports: PortRange | null;
    }
  | { readonly kind: 'MASQUERADE'; readonly ports: PortRange | null }
  | { readonly kind: 'REDIRECT'; readonly ports: PortRange | null }
  | { readonly kind: 'UNMODELLED'; readonly name: string };
