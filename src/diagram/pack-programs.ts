/** What acts inside a machine and is no table: programs that listen, relays, and the place of rules that no panel shows. */
import type { Machine } from '../engine/index.ts';
import { ownsNetns, type Context } from './context.ts';
import { faceOf, type Plan } from './plan.ts';
import { fitText, measureText } from './text-metrics.ts';
import { fonts } from './type-scale.ts';

const listenersShown = 3;
const lineHeight = 17;
const frame = 12;
const gap = 6;
const headMiddle = 13;
/** Names of programs on Windows are long. */
const widths = { windows: 186, other: 112 } as const;

export interface Programs {
  readonly plans: readonly { readonly plan: Plan; readonly downPx: number }[];
  /** Room for as many as are ever shown: a new listener moves nothing. */
  readonly heightPx: number;
}

export function programsWidth({ kind }: Machine): number {
  return kind === 'windows' ? widths.windows : widths.other;
}

/** Null where nothing of the kind is to be shown. */
export function packPrograms(machine: Machine, context: Context, depth: number, widthPx: number): Programs | null {
  if (!ownsNetns(machine, context)) return null;
  const { netns } = machine;
  const { relays, others } = namesOf(machine, context, widthPx - 16);
  const hasAny = relays.length + others.length > 0;
  const hasRules =
    machine.kind !== 'windows' && context.panelled.has(netns) && !context.panels.has(`${netns}#netfilter`);
  if (!hasAny && !hasRules) return null;
  const plans: { plan: Plan; downPx: number }[] = [];
  let downPx = 0;
  for (const [part, names] of [
    ['process', others],
    ['relay', relays],
  ] as const) {
    if (names.length === 0) continue;
    const plan = packNames(`${netns}#${part}`, names, depth, widthPx);
    if (part === 'relay') plan.box.shape = 'relay';
    plans.push({ plan, downPx });
    downPx += plan.heightPx + gap;
  }
  const roomPx = listenersShown * lineHeight + 2 * frame + gap;
  if (!hasRules) return { plans, heightPx: roomPx };
  const rules = packNames(`${netns}#netfilter`, [context.words.netfilter], depth, widthPx);
  plans.push({ plan: rules, downPx: roomPx + gap });
  return { plans, heightPx: roomPx + gap + rules.heightPx };
}

/** Each with its ports where there is room; relays before others, as they are what a connection turns on. */
function namesOf({ netns, windows }: Machine, context: Context, roomPx: number) {
  const ports = new Map<string, { readonly isRelay: boolean; readonly open: number[] }>();
  // Docker Desktop is asked before it listens anywhere: its channel begins here.
  if (windows?.desktop?.running === true) ports.set('com.docker.backend.exe', { isRelay: true, open: [] });
  for (const { process, port, relayTo } of context.index.world.netns[netns]?.listeners ?? []) {
    const known = ports.get(process.name);
    if (known === undefined) ports.set(process.name, { isRelay: relayTo !== undefined, open: [port] });
    else if (!known.open.includes(port)) known.open.push(port);
  }
  const lines = (wanted: boolean, most: number) =>
    [...ports]
      .filter(([, { isRelay }]) => isRelay === wanted)
      .slice(0, most)
      .map(([name, { open }]) => {
        const short = name.replace(/\.exe$/, '');
        const full = [short, ...open.map((port) => `:${port}`)].join(' ');
        return measureText(full, fonts.mono) <= roomPx ? full : fitText(short, roomPx, fonts.mono);
      });
  const relays = lines(true, listenersShown - 1);
  return { relays, others: lines(false, listenersShown - relays.length) };
}

function packNames(id: string, lines: readonly string[], depth: number, widthPx: number): Plan {
  return {
    widthPx,
    heightPx: lines.length * lineHeight + frame,
    box: faceOf(id, 'process', depth, '', lines),
    inner: [],
    ports: [],
    wires: [],
    // Level with the panel beside it, so that the way between them is straight.
    rests: [[id, { xPx: widthPx, yPx: headMiddle }]],
  };
}
