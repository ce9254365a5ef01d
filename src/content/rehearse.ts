import { asRecording, type NetnsState, type RecordedTrace, type Timers, type World } from '../engine/index.ts';
import { run } from '../terminal/index.ts';
import type { SceneRun } from './run-lesson.ts';

/** A recording's client waits 0.95 s and repeats nothing in that time; its ARP asks every 250 ms, so that it gives up in time. */
const RECORDED_TIMERS: Timers = { clientPatienceMs: 950, synRetriesMs: [] };
const RECORDED_ARP_MS = '250';

/**
 * A scene as a recording would have it: played once more from the state in which recordings start (nothing learned, nothing
 * tracked) with their timers, and called by their names. @returns null when the command sends nothing.
 */
export function rehearse({ scene, before }: SceneRun): (RecordedTrace & { readonly sport: number | null }) | null {
  const world = { ...cold(before), timers: { ...before.timers, ...RECORDED_TIMERS } };
  const result = run(world, scene.at, scene.run);
  if (!result.trace) return null;
  const names = Object.entries(scene.recording?.rename ?? {});
  const places = Object.fromEntries(names.filter(([name]) => name.includes('/')));
  const others = Object.fromEntries(names.filter(([name]) => !name.includes('/')));
  const renamed = rename(renameDevices(asRecording(result.world, result.trace), places), others);
  return { ...renamed, sport: result.trace.conversations[0]?.tuple?.sport ?? null };
}

function cold(world: World): World {
  const netns = Object.fromEntries(
    Object.entries(world.netns).map(([id, namespace]) => {
      const asking = ['default', ...namespace.devs.map(({ name }) => name)].map(
        (dev) => [`net.ipv4.neigh.${dev}.retrans_time_ms`, RECORDED_ARP_MS] as const,
      );
      const sysctl = { ...namespace.sysctl, ...Object.fromEntries(asking) };
      return [id, { ...namespace, sysctl, state: forgotten(namespace.state) }];
    }),
  );
  return { ...world, netns };
}

function forgotten(state: NetnsState): NetnsState {
  return { ...state, neighbours: [], fdb: state.fdb.filter(({ learned }) => !learned), conntrack: [] };
}

/** `host/eth0` to `enp1s0`: a device of one machine alone, where others have one of the same name. */
function renameDevices<T>(value: T, places: Readonly<Record<string, string>>): T {
  const ends = Object.entries(places).map(([place, dev]) => {
    const [host = '', own = ''] = place.split('/');
    return { host, own, dev };
  });
  if (ends.length === 0) return value;
  const visit = (part: unknown, owner: string): unknown => {
    if (typeof part === 'string') {
      const end = ends.find(({ host, own }) => part === `${host}:${own}` || (host === owner && part === own));
      return end === undefined ? part : part.includes(':') ? `${end.host}:${end.dev}` : end.dev;
    }
    if (Array.isArray(part)) return part.map((inner) => visit(inner, owner));
    if (part === null || typeof part !== 'object') return part;
    const here = 'host' in part && typeof part.host === 'string' ? part.host : owner;
    return Object.fromEntries(Object.entries(part).map(([key, inner]) => [key, visit(inner, here)]));
  };
  return visit(value, '') as T;
}

/** Every name in every text at once, so that two names may change places. */
function rename<T>(value: T, names: Readonly<Record<string, string>>): T {
  const ours = Object.keys(names).sort((a, b) => b.length - a.length);
  if (ours.length === 0) return value;
  const escaped = ours.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const pattern = new RegExp(`(?<![\\w.])(?:${escaped.join('|')})(?![\\w]|\\.\\d)`, 'g');
  const visit = (part: unknown): unknown => {
    if (typeof part === 'string') return part.replace(pattern, (name) => names[name] ?? name);
    if (Array.isArray(part)) return part.map(visit);
    if (part === null || typeof part !== 'object') return part;
    return Object.fromEntries(Object.entries(part).map(([key, inner]) => [key, visit(inner)]));
  };
  return visit(value) as T;
}
