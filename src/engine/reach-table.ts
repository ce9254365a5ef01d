/**
 * Who reaches whom, tried: a truth table in which every cell is a run of the engine. Rows and columns are the caller's choice; what
 * a cell says, a trace proves.
 */
import type { Ip } from './address/ip.ts';
import { probe } from './probe.ts';
import type { Disposition } from './trace/disposition.ts';
import type { Outcome } from './trace/step.ts';
import type { Trace } from './trace/trace.ts';
import type { NetnsId, Place, World } from './world/world.ts';

export interface ReachQuestion {
  /** One world for each setting to compare, by its name: with and without a rule, before and after a restart. */
  readonly settings: Readonly<Record<string, World>>;
  readonly from: readonly Place[];
  /** By name; one that depends on the setting (the VM's own address) is asked for in each world, and left out where it is null. */
  readonly to: Readonly<Record<string, Ip | ((world: World) => Ip | null)>>;
  readonly port: number;
  readonly kind?: 'tcp' | 'udp';
}

export interface ReachCell {
  readonly setting: string;
  readonly from: Place;
  /** The name of the target, and the address that it stood for. */
  readonly to: string;
  readonly address: Ip;
  readonly outcome: Outcome;
  readonly disposition: Disposition;
  readonly waitedMs: number;
  /** Connections that it took: more than one where a relay ended the first. */
  readonly connections: number;
  /** Where a packet was lost last, and null where none was. */
  readonly lostAt: NetnsId | null;
  readonly trace: Trace;
}

/** In the order of the question: settings, then callers, then targets. Each cell starts from its setting's own world. */
export function reachTable({ settings, from, to, port, kind = 'tcp' }: ReachQuestion): readonly ReachCell[] {
  return Object.entries(settings).flatMap(([setting, world]) =>
    from.flatMap((place) =>
      Object.entries(to).flatMap(([target, asked]) => {
        const address = typeof asked === 'function' ? asked(world) : asked;
        if (address === null) return [];
        return [{ setting, from: place, to: target, address, ...tried(world, place, address, port, kind) }];
      }),
    ),
  );
}

type Tried = Pick<ReachCell, 'outcome' | 'disposition' | 'waitedMs' | 'connections' | 'lostAt' | 'trace'>;

function tried(world: World, from: Place, dst: Ip, dport: number, kind: 'tcp' | 'udp'): Tried {
  const { trace } = probe(world, { from, kind, dst, dport });
  const ended = trace.steps.findLast((step) => step.kind === 'result');
  return {
    outcome: trace.outcome ?? 'timeout',
    disposition: trace.disposition,
    waitedMs: (ended?.atMs ?? world.nowMs) - world.nowMs,
    connections: trace.conversations.filter(({ tuple }) => tuple?.protocol === kind).length,
    lostAt:
      trace.outcome === 'delivered' ? null : (trace.steps.findLast(({ kind: what }) => what === 'drop')?.netns ?? null),
    trace,
  };
}
