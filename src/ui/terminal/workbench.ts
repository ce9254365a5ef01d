/**
 * The engine in the page: runs what the reader types in the world of the moment, and makes scenes of it. Loaded only when
 * something is typed or a link brings changes along.
 */
import { compileScene, judge, type Challenge, type Language } from '../../content/index.ts';
import type { WantedPort } from '../../diagram/index.ts';
import { inLanguage, type Trace, type World } from '../../engine/index.ts';
import { branchWords } from '../../i18n/index.ts';
import { run, type Heard, type Line, type OutputLine, type RunResult } from '../../terminal/index.ts';
import { Challenges } from '../challenge/challenges.svelte.ts';
import type { LessonView } from '../lesson/lesson-view.svelte.ts';

export interface Typed {
  readonly output: readonly OutputLine[];
  /** The scene that shows what happened; null when the line only asked. */
  readonly scene: string | null;
  /** Where the next line would be typed, after a successful `ssh`. */
  readonly shellAt: string | null;
}

/** Lines that have run, and what they leave. */
interface Done {
  readonly lines: readonly Line[];
  readonly world: World;
  readonly heard: Heard | null;
}

export class Workbench {
  readonly #base: World;
  /** The last world made, and by which lines: the next line usually follows it. */
  #last: Done;

  private constructor(base: World) {
    this.#base = base;
    this.#last = { lines: [], world: base, heard: null };
  }

  /** @throws when the base world cannot be fetched. */
  static async open(base: string, language: Language): Promise<Workbench> {
    const answer = await fetch(new URL(`../../worlds/${base}.json`, document.baseURI));
    if (!answer.ok) throw new Error(`${answer.status} for the world ${base}`);
    return new Workbench(inLanguage((await answer.json()) as World, language));
  }

  /** Types `line` at the moment the lesson shows, after the watched command has run. */
  type(lesson: LessonView, line: Line): Typed {
    const lines = lesson.linesBefore;
    const { world: before, heard } = this.#after(lines);
    const result = run(before, line.at, line.run, heard);
    const shellAt = result.shellAt ?? null;
    if (result.trace === null && isSameWorld(before, result.world)) {
      return { output: result.output, scene: null, shellAt };
    }
    this.#last = { lines: [...lines, line], world: result.world, heard: heardOf(line, result, heard) };
    const own = lesson.ownBranch;
    const from = lesson.scene.key;
    const branch = own?.key ?? lesson.freshBranchKey;
    const { scene, topologies } = compileScene({
      world: before,
      line,
      language: lesson.data.language,
      name: {
        key: `${branch}-${(own?.scenes.length ?? 0) + 1}`,
        branch,
        beat: lesson.scene.beat,
        title: `${line.at} $ ${line.run}`,
        after: lines.length,
      },
      topologies: lesson.topologies,
      previous: lesson.picture,
      result,
      pools: poolsOnShow(lesson, before, line.at, result.trace),
      ports: portsOnShow(lesson, result.trace),
    });
    if (own) lesson.extend(own.key, line, scene, topologies);
    else {
      const title = branchWords[lesson.data.language].your(lesson.own.length + 1);
      lesson.fork({ key: branch, title, lines: [line], scenes: [scene], forkAfter: lines.length }, topologies);
    }
    judgeHere(lesson, scene.key, result.world, from);
    return { output: result.output, scene: scene.key, shellAt };
  }

  /** What a line prints at the moment the lesson shows, nothing changed by it. */
  ask(lesson: LessonView, line: Line): { readonly text: string; readonly isDone: boolean } {
    const { world, heard } = this.#after(lesson.linesBefore);
    const { output, exitCode } = run(world, line.at, line.run, heard);
    return { text: output.map(({ text }) => text).join('\n'), isDone: exitCode === 0 };
  }

  /** Begins a challenge in this workbench's world: its lines are typed, the symptom is the first scene. */
  begin(lesson: LessonView, challenge: Challenge): void {
    const { key, base, setup, start } = challenge;
    const { scene, topologies, world, trace } = compileScene({
      world: this.#after(setup).world,
      line: start,
      language: lesson.data.language,
      name: { key, branch: key, beat: 'challenge', title: `${start.at} $ ${start.run}`, after: setup.length },
      topologies: lesson.topologies,
      previous: null,
    });
    const lines = [...setup, start];
    this.#last = { lines, world, heard: trace === null ? null : { line: start, trace } };
    const branch = { key, title: scene.title, lines, scenes: [scene], challenge: { base, given: lines.length } };
    lesson.enterChallenge(branch, topologies);
    judgeHere(lesson, key, world, null);
  }

  #after(lines: readonly Line[]): Done {
    const { lines: done } = this.#last;
    const follows = done.every((line, index) => line.at === lines[index]?.at && line.run === lines[index].run);
    const rest = follows ? lines.slice(done.length) : lines;
    let { world, heard }: Pick<Done, 'world' | 'heard'> = follows ? this.#last : { world: this.#base, heard: null };
    for (const line of rest) {
      const result = run(world, line.at, line.run);
      world = result.world;
      heard = heardOf(line, result, heard);
    }
    this.#last = { lines, world, heard };
    return this.#last;
  }
}

/** In a lesson about pools, a command without packets shows those of the machine it was typed at. */
function poolsOnShow({ data }: LessonView, { machines }: World, at: string, trace: Trace | null): string | undefined {
  const isAbout = data.scenes.some(({ pools }) => pools !== undefined) && machines[at]?.docker !== undefined;
  return isAbout && (trace?.steps ?? []).every(({ packet }) => packet === null) ? at : undefined;
}

/** What is to be heard after a line: its own packets, where it sent any. */
function heardOf(line: Line, { trace }: RunResult, before: Heard | null): Heard | null {
  return trace?.steps.some(({ kind }) => kind === 'tx') === true ? { line, trace } : before;
}

/** In a lesson about a wanted port, every command without packets shows the ports. */
function portsOnShow({ data, scene }: LessonView, trace: Trace | null): WantedPort | undefined {
  const known = scene.ports ?? data.scenes.find(({ ports }) => ports !== undefined)?.ports;
  const map = known?.at(-1);
  if (map === undefined || (trace?.steps ?? []).some(({ packet }) => packet !== null)) return undefined;
  return { at: map.machine, wanted: map.wanted.port, protocol: map.protocol };
}

/** Time may have passed; what is wired and configured has not changed. */
function isSameWorld(a: World, b: World): boolean {
  return a.machines === b.machines && a.netns === b.netns && a.links === b.links;
}

/** In a challenge, how its goals stand after a command. What was met at the scene `from` and is not now has been broken. */
function judgeHere(lesson: LessonView, scene: string, world: World, from: string | null): void {
  const challenges = Challenges.of(lesson);
  const { current } = challenges;
  if (current === null) return;
  const earlier = from === null ? null : challenges.standingAt(from);
  challenges.record(scene, judge(current, world, lesson.data.language, earlier));
}
