/**
 * A term in the prose is a link to the glossary; here it becomes a button that opens the definition in place, in a native
 * popover: Escape and a press beside it close it, the focus stays where it was, and what it holds follows the button in the
 * order of reading. Where it cannot be loaded, the button leads to the glossary as the link did.
 */
import type { TermData } from '../../content/index.ts';
import { asideWords, type Language } from '../../i18n/index.ts';
import type { LessonAside } from './aside-file.ts';

const PATH = '../glossary/#';
const GAP_PX = 8;
const MARGIN_PX = 12;

export function makeTermsPressable(language: Language, aside: () => Promise<LessonAside>): void {
  // An older browser keeps the links.
  if (!('popover' in HTMLElement.prototype)) return;
  const card = makeCard();
  let shown: HTMLButtonElement | null = null;
  card.addEventListener('toggle', ({ newState }) => {
    if (newState === 'closed' && !card.matches(':popover-open')) close();
  });
  for (const link of document.querySelectorAll<HTMLAnchorElement>(`article a[href^="${PATH}"]`)) {
    const button = makeButton(link);
    // The press that closes the popover from outside comes before the button's own.
    let wasShown = false;
    button.addEventListener('pointerdown', () => (wasShown = shown === button));
    button.addEventListener('pointerenter', () => void aside().catch(() => undefined));
    button.addEventListener('click', () => {
      const closes = wasShown || shown === button;
      wasShown = false;
      close();
      if (!closes) void open(button, link);
    });
    link.replaceWith(button);
  }

  function close(): void {
    shown?.setAttribute('aria-expanded', 'false');
    shown = null;
    if (card.isConnected) card.hidePopover();
  }

  async function open(button: HTMLButtonElement, link: HTMLAnchorElement): Promise<void> {
    const key = link.hash.slice(1);
    const term = await aside().then(
      ({ terms }) => terms.find((candidate) => candidate.key === key),
      () => undefined,
    );
    if (!term) {
      location.href = link.href;
      return;
    }
    close();
    shown = button;
    button.setAttribute('aria-expanded', 'true');
    button.after(card);
    card.replaceChildren(...contentOf(term, language, link));
    card.showPopover();
    place(card, button);
  }
}

function makeCard(): HTMLElement {
  const card = document.createElement('span');
  card.className = 'term-card';
  card.popover = 'auto';
  // Read out when it opens, without taking the focus from the sentence.
  card.setAttribute('role', 'status');
  return card;
}

function makeButton(link: HTMLAnchorElement): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'term';
  button.setAttribute('aria-expanded', 'false');
  button.append(...link.childNodes);
  return button;
}

function contentOf({ term, definition, source }: TermData, language: Language, link: HTMLAnchorElement): Node[] {
  const words = asideWords[language];
  const name = make('strong', term);
  const text = make('span', definition);
  const where = make('small', `${words.source}: `);
  const cited = make('span', source);
  cited.lang = 'en';
  const all = make('a', words.glossary) as HTMLAnchorElement;
  all.href = link.href;
  where.append(cited);
  return [name, text, where, all];
}

function make(tag: string, text: string): HTMLElement {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}

/** Under the term or, where there is no room, above it; it scrolls with the text. */
function place(card: HTMLElement, button: HTMLElement): void {
  // A term that is broken over two lines counts from its first.
  const at = button.getClientRects()[0] ?? button.getBoundingClientRect();
  const { width, height } = card.getBoundingClientRect();
  const { clientWidth, clientHeight } = document.documentElement;
  const left = Math.max(MARGIN_PX, Math.min(at.left, clientWidth - width - MARGIN_PX));
  const isBelow = at.bottom + GAP_PX + height <= clientHeight || at.top - GAP_PX - height < 0;
  const top = isBelow ? at.bottom + GAP_PX : at.top - GAP_PX - height;
  card.style.left = `${left + scrollX}px`;
  card.style.top = `${top + scrollY}px`;
}
