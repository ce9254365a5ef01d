/** The lesson as the page plays it, worked out here: which place each step names, and where the drawing has it. */
import { join } from 'node:path';
import { compileLesson, loadLessons, runLesson, type LessonData } from '../../../src/content/index.ts';
import type { Point, Rect } from '../../../src/diagram/index.ts';
import { restOf } from '../../../src/ui/diagram/step-paths.ts';
import { lesson } from './lesson-page.ts';

export interface Resting {
  readonly key: string;
  /** Null where the step has no packet. */
  readonly packet: {
    /** A box or port that is drawn, `data-place` in the page, and its place in the drawing. */
    readonly place: string;
    readonly drawn: Rect;
    /** Where the packet rests in the drawing. */
    readonly at: Point;
  } | null;
}

/** Every step of a scene, in order. */
export function restsOf(scene: string): readonly Resting[] {
  const { scenes, topologies } = compiled();
  const data = scenes.find(({ key }) => key === scene);
  if (data === undefined) throw new RangeError(`${lesson} has no scene ${scene}`);
  return data.frames.map((frame, step) => {
    const topology = topologies[data.topologyAt[step] ?? -1];
    const rest = topology && frame.packet && restOf(topology, frame);
    if (!rest) return { key: frame.key, packet: null };
    const parts = [...topology.ports, ...topology.boxes];
    const group = rest.anchor.split(/[/#]/, 1)[0];
    const drawn = parts.find(({ id }) => id === rest.anchor) ?? parts.find(({ id }) => id === group);
    if (drawn === undefined) throw new RangeError(`${frame.key}: ${rest.anchor} is not drawn`);
    return { key: frame.key, packet: { place: drawn.id, drawn, at: rest.at } };
  });
}

export interface Question {
  readonly key: string;
  /** The step at which it opens. */
  readonly step: number;
  readonly wrong: string;
  readonly right: string;
}

/** The first question of a scene, with an answer of each kind. */
export function questionOf(scene: string): Question {
  const asked = compiled().scenes.find(({ key }) => key === scene)?.predictions[0];
  const wrong = asked?.options.find(({ right }) => !right)?.key;
  const right = asked?.options.find(({ right }) => right)?.key;
  if (!asked || wrong === undefined || right === undefined) throw new RangeError(`${scene} asks nothing`);
  return { key: asked.key, step: asked.beforeFrame - 1, wrong, right };
}

let known: LessonData | undefined;

function compiled(): LessonData {
  if (known !== undefined) return known;
  const root = join(import.meta.dirname, '../../..');
  const source = loadLessons(root).find(({ source }) => source?.slug === lesson)?.source;
  if (!source) throw new Error(`${lesson} cannot be read`);
  return (known = compileLesson(source, 'en', runLesson(source.lesson, source.world)).data);
}
