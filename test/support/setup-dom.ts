/** What jsdom lacks and components need. Runs before every test file of the `ui` project. */
import '@testing-library/jest-dom/vitest';
import { configure } from '@testing-library/svelte';

/** How long what is loaded later may take before it is given up: no measure of speed, a busy machine can be ten times slower. */
configure({ asyncUtilTimeout: 20_000 });

/** Answers every media query "no match": motion is on, the theme is light, the layout is wide. A test may replace it. */
function matchMedia(query: string): MediaQueryList {
  const list = { matches: false, media: query, onchange: null };
  return Object.assign(new EventTarget(), list) as unknown as MediaQueryList;
}

Object.defineProperty(window, 'matchMedia', { configurable: true, writable: true, value: matchMedia });

// A modal dialog is open or closed; jsdom knows the attribute only.
HTMLDialogElement.prototype.showModal = function showModal() {
  this.open = true;
};
HTMLDialogElement.prototype.close = function close() {
  this.open = false;
  this.dispatchEvent(new Event('close'));
};
