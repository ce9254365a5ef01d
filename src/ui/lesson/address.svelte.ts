/** The address follows the moment, and the moment the address. */
import { CHALLENGE_KEY } from '../../content/index.ts';
import {
  decodeMoment,
  decodePlainMoment,
  encodeMoment,
  resolveKey,
  resolveMoment,
  type Decoded,
} from '../../share/index.ts';
import { writeSetting } from '../settings.ts';
import { compare } from './comparing.ts';
import type { LessonView } from './lesson-view.svelte.ts';
import { momentName } from './page-state.svelte.ts';
import { openChallenge, problemNotice, replay, sharedOf } from './shared-moment.ts';

/** At most two changes of the address a second; browsers refuse more than about three. */
const REST_MS = 500;

/** Shows the moment of the address: a plain one at once, one with changes as soon as the engine is there. */
export function openAddress(lesson: LessonView): void {
  const fragment = location.hash;
  if (fragment === '' || isPlaceOnPage(fragment)) return;
  const plain = decodePlainMoment(fragment);
  if (plain) {
    if (!showsChallenge(lesson, plain)) showPlain(lesson, plain);
    return;
  }
  decodeMoment(fragment)
    .then((decoded) => (decoded ? show(lesson, decoded) : undefined))
    .catch(() => lesson.lacksPart());
}

async function show(lesson: LessonView, decoded: Decoded): Promise<void> {
  if (!decoded.ok || decoded.shared.kind === 'moment') {
    showPlain(lesson, decoded);
    return;
  }
  const isThere = await replay(lesson, decoded.shared);
  if (!isThere) lesson.notify(problemNotice(lesson, 'unknown-world'));
}

/** A challenge is no scene of the lesson: the engine makes it first. @returns false for every other moment. */
function showsChallenge(lesson: LessonView, decoded: Decoded): boolean {
  const wanted = decoded.ok ? decoded.shared : null;
  if (wanted?.kind !== 'moment' || !CHALLENGE_KEY.test(wanted.scene) || !lesson.data.challenge) return false;
  openChallenge(lesson, wanted.scene).then(
    (scene) => {
      if (scene) lesson.seek(scene.key, resolveKey(scene.frames, wanted.key).frame);
      else showPlain(lesson, decoded);
    },
    () => lesson.lacksPart(),
  );
  return true;
}

function showPlain(lesson: LessonView, decoded: Decoded): void {
  const wanted = decoded.ok ? decoded.shared : decoded.nearest;
  const resolved = wanted?.kind === 'moment' ? resolveMoment(lesson.data.scenes, wanted) : null;
  if (resolved) lesson.seek(resolved.moment.scene, resolved.moment.frame);
  const beside = wanted?.kind === 'moment' ? lesson.scenes.find(({ key }) => key === wanted.beside) : undefined;
  if (resolved && beside) compare(lesson, lesson.scene, beside, resolved.moment.frame);
  const isGone = wanted?.kind === 'moment' && wanted.beside !== undefined && !beside;
  if (!decoded.ok) lesson.notify(problemNotice(lesson, decoded.problem));
  else if (resolved?.missing || isGone) lesson.notify(problemNotice(lesson, 'nearest'));
}

/** The page's own places (`#stage`, `#beat-watch`) are no moments. */
function isPlaceOnPage(fragment: string): boolean {
  return document.getElementById(fragment.slice(1)) !== null;
}

/** @param openedAt the moment the page opened with, as `momentName` has it: the reader may have stepped on since. */
export function followAddress(lesson: LessonView, openedAt: string): void {
  addEventListener('popstate', () => openAddress(lesson));
  const writer = new AddressWriter(lesson);
  $effect.root(() => {
    let isFirst = true;
    $effect(() => {
      const shared = sharedOf(lesson);
      const { branch } = lesson.scene;
      // What the page opened with stands in the address already.
      const isKnown = isFirst && momentName(lesson) === openedAt;
      if (!isKnown && !lesson.isPlaying) writer.write(() => encodeMoment(shared), branch);
      isFirst = false;
    });
  });
}

/** Loads the page again at this very step, also when the address has not followed yet. */
export async function reloadHere(lesson: LessonView): Promise<void> {
  try {
    // Where scenes did not arrive, the address still names the one that was asked for.
    await lesson.whole;
    history.replaceState(null, '', await encodeMoment(sharedOf(lesson)));
  } catch {
    // The address keeps the last moment it could say.
  }
  location.reload();
}

class AddressWriter {
  readonly #lesson: LessonView;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #branch: string;

  constructor(lesson: LessonView) {
    this.#lesson = lesson;
    this.#branch = lesson.scene.branch;
  }

  /** Once the reader rests. Opening a branch is an entry of its own in the history. */
  write(encode: () => Promise<string>, branch: string): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      encode().then(
        (fragment) => this.#put(fragment, branch),
        () => {
          // Too much was changed for a link: the address stays at the last moment it could say.
        },
      );
    }, REST_MS);
  }

  #put(fragment: string, branch: string): void {
    const isNew = branch !== this.#branch;
    this.#branch = branch;
    if (fragment === location.hash) return;
    try {
      if (isNew) history.pushState(null, '', fragment);
      else history.replaceState(null, '', fragment);
    } catch {
      // Some frames and sandboxes forbid it; the share button still makes the link.
    }
    writeSetting('place', `${this.#lesson.data.slug}${fragment}`);
    const language = document.querySelector<HTMLAnchorElement>('[data-action="language"]');
    if (language) language.hash = fragment;
  }
}
