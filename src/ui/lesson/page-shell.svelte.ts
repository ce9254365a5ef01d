import type { Line } from '../../terminal/index.ts';
import { readSetting, writeSetting } from '../settings.ts';
import { showView, type PageView } from './page-view.ts';

export interface Notice {
  readonly key: 'link' | 'lazy';
  readonly text: string;
  /** Offers to load the page again at this step. */
  readonly reload?: boolean;
}

/** What is open on a lesson's page, and what is said on it, whatever step is shown. */
export class PageShell {
  /** False in prerendered HTML and until the parts are live: controls are disabled. */
  ready = $state.raw(false);
  shortcuts = $state.raw(readSetting('shortcuts') !== 'off');
  dialog: 'transcript' | 'help' | 'share' | 'evidence' | null = $state.raw(null);
  /** The inspector's tab that the reader chose; null lets each step choose its own. */
  tab: 'packet' | 'decision' | 'state' | 'terminal' | null = $state.raw(null);
  /** A command the text offers: the terminal takes it up. */
  offered: Line | null = $state.raw(null);
  /** The reader wants to type: the terminal takes the focus as soon as it is there. */
  promptWanted = $state.raw(false);
  notices: readonly Notice[] = $state.raw([]);
  view: PageView = $state.raw('page');

  setShortcuts(on: boolean): void {
    this.shortcuts = on;
    writeSetting('shortcuts', on ? null : 'off');
  }
  setView(view: PageView): void {
    this.view = view;
    showView(view);
    // The presenter's next key moves the lesson: it belongs to the stage, not to the button that was pressed.
    if (view === 'present') document.querySelector<HTMLElement>('#stage')?.focus({ preventScroll: true });
  }
  offer(line: Line): void {
    this.offered = line;
    this.askForPrompt();
  }
  askForPrompt(): void {
    this.tab = 'terminal';
    this.promptWanted = true;
  }
  notify(notice: Notice): void {
    this.notices = [...this.notices.filter(({ key }) => key !== notice.key), notice];
  }
  dismiss(key: Notice['key']): void {
    this.notices = this.notices.filter((notice) => notice.key !== key);
  }
}
