import { layout, type Topology } from '../diagram/index.ts';
import type { Trace, World } from '../engine/index.ts';
import { frames, type Frame } from '../player/index.ts';
import { run, type Line, type RunResult } from '../terminal/index.ts';
import { foldFrames, type Telling } from './fold-frames.ts';
import type { Language } from './language.ts';
import type { PredictionData, SceneData } from './lesson-data.ts';
import { worldDuring } from './partial-world.ts';

/** What a scene is called and where it stands; a command the reader typed has no more than this. */
export interface SceneName {
  readonly key: string;
  readonly branch: string;
  readonly beat: string;
  readonly title: string;
  /** How many lines of its branch, parents' included, run before it. */
  readonly after: number;
}

/** Authored things, tied to frames once these are known. */
export interface SceneWords {
  readonly cues: SceneData['cues'];
  readonly predictions: readonly PredictionData[];
  readonly checked: SceneData['checked'];
}

export interface CompiledScene {
  readonly scene: SceneData;
  /** The world after the command. */
  readonly world: World;
  readonly trace: Trace | null;
  /** The pictures given, and behind them the new ones of this scene. */
  readonly topologies: readonly Topology[];
}

/**
 * Plays `line` in `world` and makes all of it that a reader sees. Pure: the build calls it for a lesson's own scenes, the
 * page for commands that the reader typed. `topologies` are the pictures there are already; `previous` is the one on
 * show before, whose places are kept.
 */
export function compileScene(input: {
  readonly world: World;
  readonly line: Line;
  readonly language: Language;
  readonly name: SceneName;
  readonly topologies: readonly Topology[];
  readonly previous: Topology | null;
  /** Which steps are told singly. */
  readonly telling?: Telling;
  readonly words?: (frames: readonly Frame[], trace: Trace | null) => SceneWords;
  /** Given by a caller that has already run the line. */
  readonly result?: RunResult;
}): CompiledScene {
  const { world, line, language, name } = input;
  const result = input.result ?? run(world, line.at, line.run);
  const all = frames({ trace: result.trace, before: world, after: result.world, language, line });
  const shown = foldFrames(all, result.trace, input.telling ?? {});
  const pictures = drawFrames(shown, world, result, input);
  const words = input.words?.(shown, result.trace) ?? { cues: [], predictions: [], checked: null };
  const scene: SceneData = {
    key: name.key,
    branch: name.branch,
    beat: name.beat,
    title: name.title,
    line,
    after: name.after,
    output: result.output,
    exitCode: result.exitCode,
    frames: shown,
    topologyAt: pictures.at,
    ...words,
  };
  return { scene, world: result.world, trace: result.trace, topologies: pictures.topologies };
}

/** One picture a frame, each distinct one once. */
function drawFrames(
  shown: readonly Frame[],
  before: World,
  { world: after, trace }: RunResult,
  {
    language,
    topologies,
    previous,
  }: { language: Language; topologies: readonly Topology[]; previous: Topology | null },
): { at: readonly number[]; topologies: readonly Topology[] } {
  const all = [...topologies];
  const texts = all.map((topology) => JSON.stringify(topology));
  let last = previous;
  let drawnFor: World | null = null;
  const at = shown.map(({ steps: [, step] }) => {
    const world = worldDuring(before, after, trace, step);
    if (world === drawnFor && last) return all.indexOf(last);
    drawnFor = world;
    const topology = layout(world, { language, ...(last ? { previous: last } : {}) });
    const text = JSON.stringify(topology);
    const known = texts.indexOf(text);
    const index = known < 0 ? all.push(topology) - 1 : known;
    if (known < 0) texts.push(text);
    last = all[index] ?? topology;
    return index;
  });
  return { at, topologies: all };
}
