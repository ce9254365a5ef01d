/**
 * What the parts of a lesson's page share: the lesson, the moment the reader is at, and every way to move on. The parts ask
 * here and call back here; none of them knows the player behind it.
 */
import {
  joinLesson,
  type BranchData,
  type LessonData,
  type LessonRest,
  type Picture,
  type PredictionData,
  type SceneData,
} from '../../content/index.ts';
import type { Topology } from '../../diagram/index.ts';
import type { UiStrings } from '../../i18n/index.ts';
import {
  answerOf,
  currentMoment,
  foldedBeyond,
  openPrediction,
  outlineOf,
  playerMachine,
  wasSkipped,
  type BranchOutline,
  type Frame,
  type Moment,
  type PlayerEvent,
} from '../../player/index.ts';
import type { Line } from '../../terminal/index.ts';
import { ActorView } from '../actor-view.svelte.ts';
import type { Workbench } from '../terminal/workbench.ts';
import { directionOf, type Direction } from './direction.ts';
import { PageShell } from './page-shell.svelte.ts';

/** What the reader made: a branch of the lesson's and its one scene a command. */
export interface OwnBranch extends BranchData {
  readonly scenes: readonly SceneData[];
  /** Of a challenge: the world it begins in, and how many of its lines were given with it. */
  readonly challenge?: { readonly base: string; readonly given: number };
}

export class LessonView extends PageShell {
  /** The first scene at least; the others arrive after it. */
  data: LessonData;
  readonly ui: UiStrings;
  /** How the reader came to this step. */
  direction: Direction = $state.raw('jump');
  own: readonly OwnBranch[] = $state.raw([]);
  topologies: readonly Topology[];
  /** Settles once all scenes are there; rejects where they do not arrive. */
  whole: Promise<void> = Promise.resolve();
  // Nothing is drawn from it.
  // eslint-disable-next-line svelte/prefer-svelte-reactivity
  readonly #workbenches = new Map<string, Promise<Workbench>>();
  readonly #player: ActorView<typeof playerMachine>;
  #tried: readonly string[] = $state.raw([]);
  #watched: readonly string[] = $state.raw([]);

  constructor(data: LessonData, ui: UiStrings) {
    super();
    this.data = $state.raw(data);
    this.ui = ui;
    this.topologies = $state.raw(data.topologies);
    this.#player = new ActorView(playerMachine, {
      scenes: data.scenes.map(outlineOf),
      branches: data.branches.map(lessonBranch),
    });
  }

  // Where the reader is. Derived, so that what a step leaves as it was is not drawn again.

  readonly #snapshot = $derived.by(() => this.#player.snapshot);
  readonly #context = $derived(this.#snapshot.context);
  readonly #outlines = $derived(this.#context.scenes);
  readonly #cursor = $derived(this.#context.cursor);
  readonly cursor = $derived(this.#cursor.frame);
  /** All scenes, the reader's own among them, in the order they are walked. */
  readonly scenes: readonly SceneData[] = $derived(this.#outlines.map(({ key }) => this.sceneOf(key)));
  readonly scene: SceneData = $derived(this.sceneOf(currentMoment(this.#context).scene));
  readonly frame: Frame = $derived(this.frameOf(this.scene, this.cursor));
  readonly topology: Topology = $derived(this.pictureOf(this.scene, this.cursor));
  /** With all its boxes open, where some are closed and it has arrived. */
  readonly wholePicture: Topology | null = $derived(this.wholeOf(this.scene, this.cursor));
  readonly branch: BranchData = $derived(this.branchOf(this.scene.branch));
  /** The scene that is walked beside this one, while two are compared. */
  readonly compared = $derived(this.#context.compared);
  readonly isPlaying = $derived(this.#snapshot.matches({ stepping: 'playing' }));

  get moment(): Moment {
    return { scene: this.scene.key, frame: this.cursor };
  }
  /** The step the packet comes from; null at a scene's first and after a jump. */
  get previousFrame(): Frame | null {
    return this.direction === 'jump' || this.cursor === 0 ? null : this.frameOf(this.scene, this.cursor - 1);
  }
  frameOf(scene: SceneData, step: number): Frame {
    const frame = scene.frames[step];
    if (!frame) throw new RangeError(`scene ${scene.key} has no step ${step}`);
    return frame;
  }
  pictureOf(scene: SceneData, step: number): Topology {
    const topology = this.topologies[scene.topologyAt[step] ?? 0];
    if (!topology) throw new RangeError(`scene ${scene.key} has no picture for step ${step}`);
    return topology;
  }
  wholeOf(scene: SceneData, step: number): Topology | null {
    return this.topologies[scene.wholeAt?.[step] ?? -1] ?? null;
  }
  /** What is on show, for a scene that continues it. */
  get picture(): Picture {
    return { shown: this.topology, whole: this.wholePicture ?? this.topology };
  }

  /** The rest of the lesson, once it is loaded. What is on the stage stays as it is. */
  complete(rest: LessonRest): void {
    this.data = joinLesson(this.data, rest);
    this.topologies = [...this.topologies, ...rest.topologies];
    const { scenes, branches } = rest;
    this.#player.actor.send({ type: 'ARRIVE', scenes: scenes.map(outlineOf), branches: branches.map(lessonBranch) });
  }

  sceneOf(key: string): SceneData {
    const all = [...this.data.scenes, ...this.own.flatMap(({ scenes }) => scenes)];
    const scene = all.find((candidate) => candidate.key === key);
    if (!scene) throw new RangeError(`the lesson has no scene ${key}`);
    return scene;
  }
  branchOf(key: string): BranchData {
    const branch = [...this.data.branches, ...this.own].find((candidate) => candidate.key === key);
    if (!branch) throw new RangeError(`the lesson has no branch ${key}`);
    return branch;
  }

  /** Every line of a branch, its parents' included. */
  linesOf(key: string): readonly Line[] {
    const { parent, forkAfter, lines } = this.branchOf(key);
    return parent === null ? lines : [...this.linesOf(parent).slice(0, forkAfter), ...lines];
  }
  /** The lines after which the reader types: all up to the watched command, that one included. */
  get linesBefore(): readonly Line[] {
    return this.linesOf(this.scene.branch).slice(0, this.scene.after + 1);
  }
  /** The branch of the reader's that the next line would continue: only at its end. */
  get ownBranch(): OwnBranch | null {
    const own = this.own.find(({ key }) => key === this.scene.branch);
    return own?.scenes.at(-1) === this.scene ? own : null;
  }
  /** The challenge that this moment belongs to, as typed so far or on a branch of it; null in the lesson itself. */
  get challenge(): OwnBranch | null {
    return this.challengeOf(this.scene.branch);
  }
  challengeOf(key: string): OwnBranch | null {
    const own = this.own.find((branch) => branch.key === key);
    if (!own || own.challenge) return own ?? null;
    return own.parent === null ? null : this.challengeOf(own.parent);
  }
  get freshBranchKey(): string {
    return `own-${this.own.length + 1}`;
  }

  // Questions.

  get openPrediction(): PredictionData | null {
    const open = openPrediction(this.#context);
    return open ? this.predictionOf(this.scene.key, open.key) : null;
  }
  /** The first step that is hidden until a question is answered. */
  get fold(): Moment | null {
    return foldedBeyond(this.#context);
  }
  get foldedFrom(): number | null {
    return this.fold?.frame ?? null;
  }
  predictionOf(scene: string, key: string): PredictionData | null {
    return this.sceneOf(scene).predictions.find((prediction) => prediction.key === key) ?? null;
  }
  /** The question that stands at this step, answered or not. */
  get questionHere(): PredictionData | null {
    return this.scene.predictions.find(({ beforeFrame }) => beforeFrame === this.cursor + 1) ?? null;
  }
  answerOf(scene: string, key: string): string | null {
    return answerOf(this.#context, scene, key);
  }
  wasSkipped(scene: string, key: string): boolean {
    return wasSkipped(this.#context, scene, key);
  }
  /** Whether the step that is the answer was on the stage once the question was answered. */
  hasWatched(scene: string, key: string): boolean {
    return this.#watched.includes(`${scene}/${key}`);
  }
  /** The way the reader predicted, where it is not the way that was taken: from the answer on to the scene's end. */
  get ghost(): readonly string[] | null {
    for (const prediction of this.scene.predictions.toReversed()) {
      const chosen = this.answerOf(this.scene.key, prediction.key);
      const option = prediction.options.find(({ key }) => key === chosen);
      if (option && !option.right && this.cursor >= prediction.beforeFrame - 1) return option.ghost ?? null;
    }
    return null;
  }

  // Ways to move on. What cannot be done is ignored.

  can(event: PlayerEvent): boolean {
    return this.#snapshot.can(event) || this.#passesQuestion(event);
  }
  /** Whoever presents asks the room aloud: the next step passes the question, which stays answerable. */
  #passesQuestion({ type }: PlayerEvent): boolean {
    return this.view === 'present' && this.openPrediction !== null && (type === 'STEP' || type === 'HOP');
  }
  send(event: PlayerEvent): void {
    if (this.#passesQuestion(event)) this.#player.actor.send({ type: 'SKIP' });
    this.direction = directionOf(event, this.moment, this.direction);
    this.#player.actor.send(event);
    const { key: scene, branch, predictions } = this.scene;
    if (branch !== 'main' && !this.#tried.includes(branch)) this.#tried = [...this.#tried, branch];
    for (const { key, beforeFrame } of predictions)
      if (beforeFrame <= this.cursor && this.answerOf(scene, key) !== null && !this.hasWatched(scene, key))
        this.#watched = [...this.#watched, `${scene}/${key}`];
  }
  togglePlay(): void {
    this.send({ type: this.isPlaying ? 'PAUSE' : 'PLAY' });
  }
  seek(scene: string, frame: number): void {
    this.send({ type: 'SEEK', scene, frame });
  }
  /** To a scene's last step. */
  seekEnd(scene: string): void {
    this.seek(scene, this.sceneOf(scene).frames.length - 1);
  }
  openBranch(branch: string): void {
    this.send({ type: 'SWITCH', branch });
  }
  /** Back from a branch to the end of the scene it left. */
  leaveBranch(): void {
    const left = this.sceneLeftBy(this.branch);
    if (left) this.seekEnd(left.key);
  }
  /** The scene after which a branch leaves its parent. */
  sceneLeftBy({ parent, forkAfter }: BranchData): SceneData | null {
    return this.scenes.findLast(({ branch, after }) => branch === parent && after < forkAfter) ?? null;
  }
  /** Adds a branch of the reader's, with its first command, and enters it. */
  fork(branch: Omit<OwnBranch, 'parent'>, topologies: readonly Topology[]): void {
    this.#enter({ ...branch, parent: this.branch.key }, topologies);
  }
  /** Adds a challenge: a branch of the reader's with a world of its own. */
  enterChallenge(branch: Omit<OwnBranch, 'parent' | 'forkAfter'>, topologies: readonly Topology[]): void {
    this.#enter({ ...branch, parent: null, forkAfter: 0 }, topologies);
  }
  #enter(branch: OwnBranch, topologies: readonly Topology[]): void {
    const { key, parent, scenes } = branch;
    const outline = { key, parent, leftFrom: this.moment };
    this.own = [...this.own, branch];
    this.topologies = topologies;
    this.send({ type: 'FORK', branch: outline, scenes: scenes.map(outlineOf) });
  }
  /** Adds a command to a branch of the reader's and enters its scene. */
  extend(key: string, line: Line, scene: SceneData, topologies: readonly Topology[]): void {
    this.own = this.own.map((branch) =>
      branch.key === key ? { ...branch, lines: [...branch.lines, line], scenes: [...branch.scenes, scene] } : branch,
    );
    this.topologies = topologies;
    this.send({ type: 'EXTEND', branch: key, scenes: [outlineOf(scene)] });
  }
  /** Away from the reader's own changes, to the moment they were made at (a challenge's symptom). They stay in reach. */
  leaveOwn(): void {
    const symptom = this.challenge?.scenes[0];
    if (symptom) {
      this.seekEnd(symptom.key);
      return;
    }
    const [first] = this.own;
    if (first) this.leaveTo(first.key);
  }
  /** To the moment that a branch of the reader's was left from. */
  leaveTo(branch: string): void {
    const from = this.#context.branches.find(({ key }) => key === branch)?.leftFrom;
    if (from) this.seek(from.scene, from.frame);
  }

  // Fixes.

  get fixes(): readonly BranchData[] {
    return this.data.branches.filter(({ parent, verdict }) => parent !== null && verdict !== undefined);
  }
  /** A fix shows its verdict once it has been looked at. */
  hasTried(branch: string): boolean {
    return this.#tried.includes(branch);
  }

  /** What a shell at `place` shows before a typed line. */
  promptAt(place: string): string {
    return this.data.prompts?.[place] ?? `${place} $`;
  }

  /** This moment in the whole page, for those who see it in somebody's frame. Read when the step changes. */
  get wholePage(): string {
    return `${location.pathname}#${this.scene.key}/${this.frame.key}`;
  }

  /** A part of the page did not arrive (network cut, newer deployment). Stepping goes on. */
  lacksPart(): void {
    this.dialog = null;
    this.notify({ key: 'lazy', text: this.ui.notice.lazyFailed, reload: true });
  }
  /** The engine, loaded when it is first needed. Rejects when it cannot be loaded; the next call tries again. */
  workbench(base = this.challenge?.challenge?.base ?? this.data.base): Promise<Workbench> {
    const opened =
      this.#workbenches.get(base) ??
      Promise.all([import('../terminal/workbench.ts'), this.whole])
        .then(([{ Workbench }]) => Workbench.open(base, this.data.language))
        .catch((error: unknown) => {
          this.#workbenches.delete(base);
          throw error;
        });
    this.#workbenches.set(base, opened);
    return opened;
  }
}

function lessonBranch({ key, parent }: BranchData): BranchOutline {
  return { key, parent, leftFrom: null };
}
