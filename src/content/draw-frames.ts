/** The picture of every step: the world as it then is, with the boxes open that the story has come to. */
import { boxesAround, closable, closeBoxes, layout, type Anchor, type Topology } from '../diagram/index.ts';
import type { World } from '../engine/index.ts';
import type { Frame } from '../player/index.ts';
import type { RunResult } from '../terminal/index.ts';
import type { Language } from './language.ts';
import type { SceneData } from './lesson-data.ts';
import { worldDuring } from './partial-world.ts';

/** A picture as it is shown, and with all its boxes open: the same one where nothing is closed. */
export interface Picture {
  readonly shown: Topology;
  readonly whole: Topology;
}

export interface DrawnFrames extends Pick<SceneData, 'topologyAt' | 'wholeAt'> {
  /** Those given, and behind them the new ones, what is shown before what is whole. */
  readonly topologies: readonly Topology[];
}

/**
 * A box opens at the first step inside it and stays open; all begin closed but those named in `open`. What a reader sees thus
 * depends on the step alone, and never changes back while the story goes on.
 */
export function drawFrames(
  frames: readonly Frame[],
  before: World,
  { world: after, trace }: RunResult,
  given: {
    readonly language: Language;
    readonly topologies: readonly Topology[];
    readonly previous: Picture | null;
    readonly open: readonly Anchor[];
  },
): DrawnFrames {
  const opened = new Set(given.previous === null ? given.open : openIn(given.previous));
  const drawn: Picture[] = [];
  let last = given.previous?.whole ?? null;
  let drawnFor: World | null = null;
  for (const { from, to, steps } of frames) {
    const world = worldDuring(before, after, trace, steps[1]);
    if (world !== drawnFor || last === null)
      last = layout(world, { language: given.language, ...(last ? { previous: last } : {}) });
    drawnFor = world;
    for (const box of boxesAround(last, [from, ...to])) opened.add(box);
    drawn.push({ shown: withClosed(last, opened, given.language), whole: last });
  }
  const pool = new Pool(given.topologies);
  const topologyAt = drawn.map(({ shown }) => pool.put(shown));
  if (drawn.every(({ shown, whole }) => shown === whole)) return { topologyAt, topologies: pool.all };
  const wholeAt = drawn.map(({ whole }) => pool.put(whole));
  return { topologyAt, wholeAt, topologies: pool.all };
}

/** The picture that a scene shows at a step, of a lesson whose pictures have all arrived. */
export function pictureAt(
  { topologyAt, wholeAt }: Pick<SceneData, 'topologyAt' | 'wholeAt'>,
  topologies: readonly Topology[],
  step: number,
): Picture | null {
  const shown = topologies[topologyAt.at(step) ?? 0];
  if (shown === undefined) return null;
  return { shown, whole: topologies[wholeAt?.at(step) ?? -1] ?? shown };
}

function openIn({ shown, whole }: Picture): readonly Anchor[] {
  return whole.boxes.filter((box) => closable(box) && shown.closed?.includes(box.id) !== true).map(({ id }) => id);
}

function withClosed(whole: Topology, opened: ReadonlySet<Anchor>, language: Language): Topology {
  const closed = whole.boxes.filter((box) => closable(box) && !opened.has(box.id)).map(({ id }) => id);
  return closed.length === 0 ? whole : closeBoxes(whole, closed, language);
}

/** Each distinct picture once. */
class Pool {
  readonly all: Topology[];
  readonly #texts: string[];

  constructor(known: readonly Topology[]) {
    this.all = [...known];
    this.#texts = known.map((topology) => JSON.stringify(topology));
  }

  put(topology: Topology): number {
    const same = this.all.indexOf(topology);
    if (same >= 0) return same;
    const text = JSON.stringify(topology);
    const known = this.#texts.indexOf(text);
    if (known >= 0) return known;
    this.#texts.push(text);
    return this.all.push(topology) - 1;
  }
}
