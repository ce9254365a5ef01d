/** What stands before anything was set up. */
import { ip } from '../address/ip.ts';
import { ZERO_MAC } from '../address/mac.ts';
import { routesOfAddress } from './address-routes.ts';
import { EMPTY_STATE } from './netns-edits.ts';
import type { Netdev, Netns, PolicyRule, Timers, World } from './world.ts';

export const LOOPBACK: Netdev = {
  name: 'lo',
  index: 1,
  kind: 'loopback',
  mac: ZERO_MAC,
  mtuBytes: 65536,
  addresses: [{ address: ip('127.0.0.1'), lengthBits: 8, scope: 'host' }],
  up: true,
  txQueueLength: 1000,
};

/** @see ip-rule(8) */
export const INITIAL_RULES: readonly PolicyRule[] = [
  { priority: 0, action: { kind: 'lookup', table: 'local' } },
  { priority: 32766, action: { kind: 'lookup', table: 'main' } },
  { priority: 32767, action: { kind: 'lookup', table: 'default' } },
];

/** A namespace with `lo` up and nothing else. */
export const EMPTY_NETNS: Netns = {
  id: '',
  machine: '',
  devs: [LOOPBACK],
  rules: INITIAL_RULES,
  routes: LOOPBACK.addresses.flatMap((address) => routesOfAddress(LOOPBACK, address)).sort(loopbackOrder),
  sysctl: {},
  netfilter: { tables: [] },
  listeners: [],
  state: EMPTY_STATE,
};

function loopbackOrder(a: Netns['routes'][number], b: Netns['routes'][number]): number {
  return (a.prefix.address >>> 0) - (b.prefix.address >>> 0) || a.prefix.lengthBits - b.prefix.lengthBits;
}

/** The usual patience of a client that somebody watches. @see tcp(7) */
export const USUAL_TIMERS: Timers = { clientPatienceMs: 10_000, synRetriesMs: [1000, 3000, 7000] };

export const EMPTY_WORLD: World = {
  base: 'empty',
  machines: {},
  netns: {},
  links: [],
  nowMs: 0,
  seed: 1,
  timers: USUAL_TIMERS,
};
