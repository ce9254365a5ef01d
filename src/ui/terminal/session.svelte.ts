/**
 * What the reader types: places, the line, its history, and what came of it. A line that makes something happen becomes a scene
 * of a branch of the reader's; one that only asks is answered in the log.
 */
import type { SceneData } from '../../content/index.ts';
import { windowsPath, type Line, type OutputLine } from '../../terminal/index.ts';
import type { LessonView } from '../lesson/lesson-view.svelte.ts';

export interface Entry {
  readonly line: Line;
  readonly output: readonly OutputLine[];
  /** The scene that shows what happened, where something did. */
  readonly scene: string | null;
  readonly isWaiting: boolean;
}

interface OpenFile {
  readonly at: string;
  readonly path: string;
  text: string;
}

/** `nano FILE` and the like, on Windows `notepad FILE` too: the page is the editor. */
const EDIT = /^(?:sudo\s+)?(nano|vi|vim|edit|notepad)(?:\.exe)?\s+(\S+)$/i;

const sessions = new WeakMap<LessonView, Session>();

export class Session {
  place = $state('');
  line = $state('');
  status: 'idle' | 'loading' | 'failed' = $state.raw('idle');
  /** The file that is open in the editor. */
  editing: OpenFile | null = $state(null);
  #entries: readonly Entry[] = $state.raw([]);
  readonly #lesson: LessonView;
  #recalled = 0;

  /** The one session of a lesson: it outlives the pane, which comes and goes with its tab. */
  static of(lesson: LessonView): Session {
    const session = sessions.get(lesson) ?? new Session(lesson);
    sessions.set(lesson, session);
    return session;
  }

  private constructor(lesson: LessonView) {
    this.#lesson = lesson;
    this.place = lesson.scene.line.at;
  }

  /** Machines a line can be typed at: all that the picture shows and that run a shell. */
  get places(): readonly string[] {
    const machines = this.#lesson.picture.whole.boxes.filter(({ kind }) => kind === 'machine' || kind === 'container');
    const ids = machines.map(({ id }) => id);
    return ids.includes(this.place) ? ids : [this.place, ...ids];
  }
  get isBusy(): boolean {
    return this.status === 'loading';
  }
  get hasRun(): boolean {
    return this.#entries.length > 0;
  }
  get hasOwn(): boolean {
    return this.hasRun || this.#lesson.own.length > 0;
  }

  entriesFor(scene: SceneData, isDone: boolean): readonly Entry[] {
    const watched = { line: scene.line, output: isDone ? scene.output : [], scene: scene.key, isWaiting: !isDone };
    const own = this.#entries.filter((entry) => entry.scene !== scene.key);
    return this.#entries.some((entry) => entry.scene === scene.key) ? [...own, watched] : [watched, ...own];
  }

  take(line: Line): void {
    this.place = line.at;
    this.line = line.run;
    this.#lesson.offered = null;
  }

  /** Earlier commands, the scene's own among them: -1 is older. */
  recall(direction: -1 | 1): void {
    const typed = [this.#lesson.scene.line, ...this.#entries.map(({ line }) => line)];
    this.#recalled = Math.min(0, Math.max(-typed.length, this.#recalled + direction));
    this.line = this.#recalled === 0 ? '' : (typed.at(this.#recalled)?.run ?? '');
  }

  async submit(): Promise<void> {
    const line = { at: this.place, run: this.line.trim() };
    if (line.run === '' || this.isBusy) return;
    const [, editor, path] = EDIT.exec(line.run) ?? [];
    await (editor === undefined || path === undefined ? this.#type(line) : this.#open(line, editor, path));
  }

  /** The file as it is now, or an empty one. Linux has no notepad: it says so itself. */
  async #open(line: Line, editor: string, typed: string): Promise<void> {
    const { at } = line;
    this.status = 'loading';
    try {
      const bench = await this.#lesson.workbench();
      const ask = (run: string) => bench.ask(this.#lesson, { at, run });
      const here = ask('pwd');
      if (here.isDone && editor.toLowerCase() === 'notepad') {
        await this.#type(line);
        return;
      }
      const linuxPath = typed.startsWith('/') ? typed : `${here.text}/${typed.replace(/^\.\//, '')}`;
      const path = here.isDone ? linuxPath : windowsPath(typed);
      const { text, isDone } = ask(here.isDone ? `cat ${path}` : `type ${path}`);
      this.editing = { at, path, text: isDone ? text : '' };
      this.line = '';
      this.status = 'idle';
    } catch {
      this.status = 'failed';
    }
  }

  async saveFile(): Promise<void> {
    const file = this.editing;
    if (file === null || this.isBusy) return;
    await this.#type({ at: file.at, run: `:write ${file.path}\n${file.text}` });
    if (this.status === 'idle') this.editing = null;
  }

  async #type(line: Line): Promise<void> {
    this.status = 'loading';
    try {
      const bench = await this.#lesson.workbench();
      const { output, scene, shellAt } = bench.type(this.#lesson, line);
      this.#entries = [...this.#entries, { line, output, scene, isWaiting: false }];
      if (shellAt !== null) this.place = shellAt;
      // Who repairs wants the answer first; what happened can be watched from there.
      if (scene !== null && this.#lesson.challenge !== null) this.#lesson.seekEnd(scene);
      this.line = '';
      this.#recalled = 0;
      this.status = 'idle';
    } catch {
      // The chunk did not arrive (network cut, newer deployment): stepping goes on without it.
      this.status = 'failed';
    }
  }

  /** Back to the lesson as it was written; what was typed stays in the links already shared. */
  reset(): void {
    this.#entries = [];
    this.#lesson.leaveOwn();
  }
}
