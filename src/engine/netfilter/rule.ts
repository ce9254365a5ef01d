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

/** One end of a flow's tuples: who asked (`origsrc`) and whom, who answers (`replsrc`) and to whom. */
export type CtField = 'origsrc' | 'origdst' | 'replsrc' | 'repldst';

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
  /** An address of the flow as it was before translation (`orig`), or as its answers have it (`repl`). */
  | { readonly kind: 'ct-address'; readonly of: CtField; readonly prefix: Prefix }
  | { readonly kind: 'ct-port'; readonly of: CtField; readonly ports: PortRange }
  | { readonly kind: 'ct-direction'; readonly direction: 'original' | 'reply' }
  | { readonly kind: 'source-range' | 'destination-range'; readonly from: Ip; readonly to: Ip }
  | { readonly kind: 'ttl'; readonly from: number; readonly to: number }
  | { readonly kind: 'length'; readonly from: number; readonly to: number }
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
