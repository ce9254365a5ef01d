import {
  poolMap,
  portMap,
  type Anchor,
  type PoolMap,
  type PortMap,
  type Topology,
  type WantedPort,
} from '../diagram/index.ts';
import type { Trace, World } from '../engine/index.ts';
import { frames, type Frame } from '../player/index.ts';
import { run, type Line, type RunResult } from '../terminal/index.ts';
import { drawFrames, type Picture } from './draw-frames.ts';
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
  readonly previous: Picture | null;
  /** Boxes that are open though no step has been inside them yet. */
  readonly open?: readonly Anchor[];
  /** Which steps are told singly. */
  readonly telling?: Telling;
  /** The machine whose pools stand on the stage as a map. */
  readonly pools?: string | undefined;
  /** The Windows machine whose ports stand on the stage, and the port that is wanted. */
  readonly ports?: WantedPort | undefined;
  readonly words?: (frames: readonly Frame[], trace: Trace | null) => SceneWords;
  /** Given by a caller that has already run the line. */
  readonly result?: RunResult;
}): CompiledScene {
  const { world, line, language, name } = input;
  const result = input.result ?? run(world, line.at, line.run);
  const all = frames({ trace: result.trace, before: world, after: result.world, language, line });
  const shown = foldFrames(all, result.trace, input.telling ?? {});
  const { topologies, ...pictures } = drawFrames(shown, world, result, { open: [], ...input });
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
    ...pictures,
    ...(input.pools !== undefined && drawPools(shown, world, result, input.pools)),
    ...(input.ports !== undefined && drawPorts(shown, world, result, input.ports)),
    ...words,
  };
  return { scene, world: result.world, trace: result.trace, topologies };
}

/** None where the machine has no engine, or had none before. */
function drawPools(
  shown: readonly Frame[],
  before: World,
  { world: after, trace }: RunResult,
  machine: string,
): Pick<SceneData, 'pools'> {
  const maps = shown.map(({ steps }) => poolMap({ before, after, trace, steps }, machine));
  const drawn = maps.filter((map): map is PoolMap => map !== null);
  return drawn.length === shown.length ? { pools: drawn } : {};
}

/** None where the machine does not run Windows. What a command sets is there at its last step. */
function drawPorts(
  shown: readonly Frame[],
  before: World,
  { world: after, trace }: RunResult,
  wanted: WantedPort,
): Pick<SceneData, 'ports'> {
  const maps = shown.map(({ steps }, n) =>
    portMap(before, n === shown.length - 1 ? after : worldDuring(before, after, trace, steps[1]), wanted),
  );
  const drawn = maps.filter((map): map is PortMap => map !== null);
  return drawn.length === shown.length ? { ports: drawn } : {};
}
