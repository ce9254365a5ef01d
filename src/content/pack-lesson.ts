/**
 * A lesson as it travels: its first scene in the page, so that the first step waits for nothing, the others in a file of
 * their own. Scenes of one incident repeat each other: the same sentences, packets, tables. Each distinct one is written
 * once, frames point at it; that is a quarter less to load, and less to parse.
 */
import type { Frame } from '../player/index.ts';
import type { BranchData, LessonData, SceneData } from './lesson-data.ts';

type Pooled = 'sentence' | 'packet' | 'decision' | 'state';

type Pools = { readonly [K in Pooled]: readonly Frame[K][] };
type PackedFrame = Omit<Frame, Pooled> & Readonly<Record<Pooled, number>>;
type PackedScene = Omit<SceneData, 'frames'> & { readonly frames: readonly PackedFrame[] };

/** Scenes as plain data, for `JSON.stringify`. */
type Packed<Part extends Pick<LessonData, 'scenes'>> = Omit<Part, 'scenes'> & {
  readonly scenes: readonly PackedScene[];
  readonly pools: Pools;
};

/** What the first scene does not need: the other scenes, their branches and pictures, challenge and recall. */
export type LessonRest = Pick<LessonData, 'scenes' | 'branches' | 'topologies' | 'challenge' | 'recall'>;
export type PackedOpening = Packed<LessonData>;
export type PackedRest = Packed<LessonRest>;

/** @returns the lesson with its first scene alone, and all the rest of it. `joinLesson` undoes this. */
export function splitLesson(data: LessonData): { readonly opening: LessonData; readonly rest: LessonRest } {
  const [first, ...others] = data.scenes;
  if (!first) throw new RangeError(`lesson ${data.slug} has no scene`);
  const pictures = Math.max(...first.topologyAt) + 1;
  const { challenge, recall, ...opening } = data;
  const isOfFirst = ({ key }: BranchData) => key === first.branch;
  return {
    opening: {
      ...opening,
      scenes: [first],
      branches: data.branches.filter(isOfFirst),
      topologies: data.topologies.slice(0, pictures),
    },
    rest: {
      scenes: others,
      branches: data.branches.filter((branch) => !isOfFirst(branch)),
      topologies: data.topologies.slice(pictures),
      ...(challenge ? { challenge } : {}),
      ...(recall ? { recall } : {}),
    },
  };
}

/** What is already shown stays the very same objects. */
export function joinLesson(opening: LessonData, rest: LessonRest): LessonData {
  return {
    ...opening,
    ...rest,
    scenes: [...opening.scenes, ...rest.scenes],
    branches: [...opening.branches, ...rest.branches],
    topologies: [...opening.topologies, ...rest.topologies],
  };
}

export function packScenes<Part extends Pick<LessonData, 'scenes'>>(part: Part): Packed<Part> {
  const pools: Record<Pooled, unknown[]> = { sentence: [], packet: [], decision: [], state: [] };
  const known = new Map<string, number>();
  const put = (key: Pooled, value: unknown): number => {
    const text = `${key} ${JSON.stringify(value)}`;
    const at = known.get(text) ?? pools[key].push(value) - 1;
    known.set(text, at);
    return at;
  };
  const scenes = part.scenes.map((scene) => ({
    ...scene,
    frames: scene.frames.map((frame) => ({
      ...frame,
      sentence: put('sentence', frame.sentence),
      packet: put('packet', frame.packet),
      decision: put('decision', frame.decision),
      state: put('state', frame.state),
    })),
  }));
  return { ...part, scenes, pools: pools as unknown as Pools };
}

/** What `packScenes` was given. Frames share what they have in common. @throws RangeError when a pool lacks an entry. */
export function unpackScenes(packed: PackedOpening): LessonData;
export function unpackScenes(packed: PackedRest): LessonRest;
export function unpackScenes({ pools, ...packed }: PackedOpening | PackedRest): LessonData | LessonRest {
  const take = <K extends Pooled>(key: K, at: number): Frame[K] => {
    const value = pools[key][at];
    if (value === undefined) throw new RangeError(`the lesson's data lack ${key} ${at}`);
    return value;
  };
  const scenes = packed.scenes.map((scene) => ({
    ...scene,
    frames: scene.frames.map((frame): Frame => ({
      ...frame,
      sentence: take('sentence', frame.sentence),
      packet: take('packet', frame.packet),
      decision: take('decision', frame.decision),
      state: take('state', frame.state),
    })),
  }));
  return { ...packed, scenes };
}
