/**
 * A lesson's challenge while the reader works on it: which variant, and how it stands at each moment. The goals belong to the
 * moment on the stage: one step back in time they stand as they stood.
 */
import { challengeOf, type Challenge, type ChallengeData, type Standing } from '../../content/index.ts';
import { loadChallengeWords, type ChallengeWords } from '../../i18n/index.ts';
import type { LessonView } from '../lesson/lesson-view.svelte.ts';
import { readProgress, writeProgress } from '../progress.ts';

const all = new WeakMap<LessonView, Challenges>();

export class Challenges {
  status: 'idle' | 'loading' | 'failed' = $state.raw('idle');
  /** The variant on offer, or under way. From 1. */
  number = $state.raw(1);
  /** The part's own words; null until it is entered. */
  words: ChallengeWords | null = $state.raw(null);
  /** Hints and solutions are for those who can type: they come with the page's life, not with its HTML. */
  isAwake = $state.raw(false);
  #standings: Readonly<Record<string, Standing>> = $state.raw({});
  readonly #lesson: LessonView;

  static of(lesson: LessonView): Challenges {
    const challenges = all.get(lesson) ?? new Challenges(lesson);
    all.set(lesson, challenges);
    return challenges;
  }

  private constructor(lesson: LessonView) {
    this.#lesson = lesson;
  }

  /** Takes up what the browser has kept, once the page is live: until then it shows what the build has written. */
  wake(): void {
    const kept = readProgress('challenge', this.#lesson.data.slug);
    if (this.current === null && typeof kept === 'number' && this.variant(kept)) this.number = kept;
    this.isAwake = true;
  }

  get data(): ChallengeData | undefined {
    return this.#lesson.data.challenge;
  }
  variant(number: number): Challenge | null {
    return this.data ? challengeOf(this.data, number) : null;
  }
  /** The variant that the moment on the stage belongs to. */
  get current(): Challenge | null {
    const key = this.#lesson.challenge?.key;
    return key === undefined ? null : this.variant(Number(key.replace(/^challenge-/, '')));
  }
  /** The variant that the panel speaks of: the one on the stage, else the one on offer. */
  get shown(): Challenge | null {
    return this.current ?? this.variant(this.number);
  }
  /** How the challenge on the stage stands; null before it is entered. */
  get standing(): Standing | null {
    return this.current === null ? null : this.standingAt(this.#lesson.scene.key);
  }
  standingAt(scene: string): Standing | null {
    return this.#standings[scene] ?? null;
  }
  /** Written down by whoever has the engine at hand. */
  record(scene: string, standing: Standing): void {
    this.#standings = { ...this.#standings, [scene]: standing };
  }

  /** Enters a variant; one that was begun already is gone on with. @throws RangeError where there is no such variant */
  async enter(number: number): Promise<void> {
    const lesson = this.#lesson;
    const challenge = this.variant(number);
    if (challenge === null) throw new RangeError(`there is no variant ${number}`);
    const [bench, words] = await Promise.all([
      lesson.workbench(challenge.base),
      loadChallengeWords(lesson.data.language),
    ]);
    this.words = words;
    this.number = number;
    writeProgress('challenge', lesson.data.slug, number);
    const begun = lesson.own.find(({ key }) => key === challenge.key);
    const last = begun?.scenes.at(-1);
    if (last) lesson.seekEnd(last.key);
    else bench.begin(lesson, challenge);
  }

  /** As a person does it: with the terminal at hand, and a word where it cannot be. */
  async start(number = this.number): Promise<void> {
    if (this.status === 'loading') return;
    this.status = 'loading';
    try {
      await this.enter(number);
      this.#lesson.seekEnd(this.#lesson.scene.key);
      this.#lesson.tab = 'terminal';
      this.status = 'idle';
    } catch {
      this.status = 'failed';
    }
  }

  /** The next variant, and after the last the first. */
  another(): Promise<void> {
    const shown = this.shown?.number ?? this.number;
    return this.start((shown % (this.data?.variants.length ?? 1)) + 1);
  }

  /** Back to before the last command: what is typed there leaves this branch. */
  stepBack(): void {
    const lesson = this.#lesson;
    const own = lesson.own.find(({ key }) => key === lesson.scene.branch);
    if (!own) return;
    const at = own.scenes.indexOf(lesson.scene);
    const before = own.scenes[at - 1] ?? lesson.sceneLeftBy(own);
    if (before) lesson.seekEnd(before.key);
  }

  /** To the symptom, nothing typed yet. */
  startOver(): void {
    this.#lesson.leaveOwn();
  }

  /** Back to the moment of the lesson that the challenge was entered from. It stays in reach. */
  leave(): void {
    const entered = this.#lesson.challenge;
    if (entered) this.#lesson.leaveTo(entered.key);
  }
}
