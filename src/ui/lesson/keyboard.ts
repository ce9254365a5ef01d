/** The page's shortcuts: keys by their place on the keyboard, so that an input method for Hangul does not kill them. */
import type { PlayerEvent } from '../../player/index.ts';
import type { LessonView } from './lesson-view.svelte.ts';

/** Controls that use these keys themselves. */
const OWN_KEYS = 'input, select, textarea, [contenteditable], [role="slider"], [role="tab"], dialog, pre, summary';

export function listenToKeys(lesson: LessonView): void {
  document.addEventListener('keydown', (event) => {
    if (!lesson.shortcuts || lesson.dialog !== null || !isForThePage(event)) return;
    const action = actionOf(lesson, event);
    if (!action) return;
    event.preventDefault();
    action();
  });
}

function isForThePage(event: KeyboardEvent): boolean {
  // `Process` is what some browsers call every key while an input method is at work.
  if (event.defaultPrevented || event.isComposing) return false;
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  const target = event.target instanceof Element ? event.target : document.body;
  if (target.closest(OWN_KEYS)) return false;
  if (event.code === 'Space' && target.closest('button, a')) return false;
  return target === document.body || target === document.documentElement || target.closest('#stage') !== null;
}

function actionOf(lesson: LessonView, event: KeyboardEvent): (() => void) | undefined {
  const send = (move: PlayerEvent) => () => lesson.send(move);
  if (event.key === '?' || (event.code === 'Slash' && event.shiftKey)) return () => (lesson.dialog = 'help');
  switch (event.code) {
    case 'ArrowRight':
      return send({ type: event.shiftKey ? 'HOP' : 'STEP' });
    case 'ArrowLeft':
      return send({ type: event.shiftKey ? 'BACK_HOP' : 'BACK' });
    case 'Space':
      return () => lesson.togglePlay();
    case 'Home':
      return send({ type: 'FIRST' });
    case 'End':
      return send({ type: 'LAST' });
    case 'BracketLeft':
      return send({ type: 'PREVIOUS_SCENE' });
    case 'BracketRight':
      return send({ type: 'NEXT_SCENE' });
    case 'KeyV':
      return () => focusOn('[data-branches] button:enabled');
    case 'KeyT':
      return () => lesson.askForPrompt();
    default:
      return undefined;
  }
}

function focusOn(selector: string): void {
  const element = document.querySelector<HTMLElement>(selector);
  element?.scrollIntoView({ block: 'nearest' });
  element?.focus({ preventScroll: true });
}
