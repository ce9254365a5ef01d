/**
 * A lesson as its page carries it. Scenes of one incident repeat each other: the same sentences, packets, tables. Each
 * distinct one is written once, frames point at it; that is a quarter less to load, and less to parse.
 */
import type { Frame } from '../player/index.ts';
import type { LessonData, SceneData } from './lesson-data.ts';

type Pooled = 'sentence' | 'packet' | 'decision' | 'state';

type Pools = { readonly [K in Pooled]: readonly Frame[K][] };
type PackedFrame = Omit<Frame, Pooled> & Readonly<Record<Pooled, number>>;
type PackedScene = Omit<SceneData, 'frames'> & { readonly frames: readonly PackedFrame[] };

/** Plain data, for `JSON.stringify`. */
export type PackedLesson = Omit<LessonData, 'scenes'> & {
  readonly scenes: readonly PackedScene[];
  readonly pools: Pools;
};

export function packLesson(data: LessonData): PackedLesson {
  const pools: Record<Pooled, unknown[]> = { sentence: [], packet: [], decision: [], state: [] };
  const known = new Map<string, number>();
  const put = (key: Pooled, value: unknown): number => {
    const text = `${key} ${JSON.stringify(value)}`;
    const at = known.get(text) ?? pools[key].push(value) - 1;
    known.set(text, at);
    return at;
  };
  const scenes = data.scenes.map((scene) => ({
    ...scene,
    frames: scene.frames.map((frame) => ({
      ...frame,
      sentence: put('sentence', frame.sentence),
      packet: put('packet', frame.packet),
      decision: put('decision', frame.decision),
      state: put('state', frame.state),
    })),
  }));
  return { ...data, scenes, pools: pools as unknown as Pools };
}

/** What `packLesson` was given. Frames share what they have in common. @throws RangeError when a pool lacks an entry. */
export function unpackLesson({ pools, ...packed }: PackedLesson): LessonData {
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
