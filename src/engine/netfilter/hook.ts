/** The map of the hooks: which tables see a packet where, in which order. @see include/uapi/linux/netfilter_ipv4.h nf_ip_hook_priorities */
import type { Hook, TableName } from '../trace/step.ts';

/** `conntrack` stands where connection tracking looks a packet up, `confirm` where it writes a new flow down. */
export type Stage = TableName | 'conntrack' | 'confirm';

export const STAGES: Readonly<Record<Hook, readonly Stage[]>> = {
  prerouting: ['raw', 'conntrack', 'mangle', 'nat'],
  input: ['mangle', 'filter', 'security', 'nat', 'confirm'],
  forward: ['mangle', 'filter', 'security'],
  output: ['raw', 'conntrack', 'mangle', 'nat', 'filter', 'security'],
  postrouting: ['mangle', 'nat', 'confirm'],
};

export const CHAIN_OF_HOOK: Readonly<Record<Hook, string>> = {
  prerouting: 'PREROUTING',
  input: 'INPUT',
  forward: 'FORWARD',
  output: 'OUTPUT',
  postrouting: 'POSTROUTING',
};
