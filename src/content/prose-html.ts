import type { OutputLine } from '../terminal/index.ts';
import type { BeatKey } from './beat.ts';
import { escapeHtml } from './escape-html.ts';
import type { Language } from './language.ts';
import type { ProseBlock, ProseSection } from './lesson-page.ts';
import { renderInline, renderMarkdown } from './markdown.ts';
import type { Block, Listing, NoteKind, Prose } from './prose.ts';

export interface ProseContext {
  /** What a listing line prints, run in the lesson's world; `after` is the scene whose end it sees, null for the base world. */
  readonly print: (listing: Listing, after: string | null) => readonly OutputLine[];
  /** What the shell at a place shows before a typed line. */
  readonly promptAt: (place: string) => string;
  /** The scene that asks a prediction: it may stand in the prose before that scene's heading. */
  readonly sceneOf: (prediction: string) => string;
}

const NOTE_LABELS: Readonly<Record<NoteKind, Readonly<Record<Language, string>>>> = {
  unverified: { ko: '확인되지 않음', en: 'Unverified' },
  reconstructed: { ko: '재구성', en: 'Reconstructed' },
  assumed: { ko: '가정', en: 'Assumed' },
  quoted: { ko: '원문', en: 'From the original article' },
};

/** The prose as HTML in blocks, listings filled in. Everything authored is escaped or rendered without raw HTML. */
export function renderProse(prose: Prose, language: Language, given: ProseContext): readonly ProseSection[] {
  const sections: (Omit<ProseSection, 'blocks'> & { blocks: ProseBlock[] })[] = [];
  let beat: BeatKey = 'symptom';
  let scene: string | null = null;
  let behind: string | null = null;
  for (const block of prose.blocks) {
    if (block.kind === 'beat' || block.kind === 'scene') {
      if (block.kind === 'beat') beat = block.key as BeatKey;
      scene = block.kind === 'scene' ? block.key : scene;
      sections.push({
        kind: block.kind,
        id: `${block.kind}-${block.key}`,
        beat,
        scene: block.kind === 'scene' ? block.key : null,
        title: renderInline(block.title),
        blocks: [],
      });
      continue;
    }
    const section = sections.at(-1);
    if (!section) continue;
    section.blocks.push(renderBlock(block, { ...given, language, scene, behind }));
    if (block.kind === 'prediction') behind = block.key;
  }
  return sections;
}

function renderBlock(
  block: Exclude<Block, { kind: 'beat' | 'scene' }>,
  context: ProseContext & { language: Language; scene: string | null; behind: string | null },
): ProseBlock {
  const { behind, scene } = context;
  switch (block.kind) {
    case 'text': {
      const id = block.cue === undefined ? undefined : `cue-${scene ?? ''}-${block.cue}`;
      const html = renderText(block.markdown, context.language, id, block.note);
      return { kind: 'html', behind, html, ...(id === undefined ? {} : { cue: id }) };
    }
    case 'listing':
      return {
        kind: 'html',
        behind,
        html: renderListing(block, context.promptAt(block.at), context.print(block, block.after ?? scene)),
      };
    case 'prediction':
      return { kind: 'prediction', behind, scene: context.sceneOf(block.key), key: block.key };
    case 'terminal':
      return { kind: 'terminal', behind, at: block.at, run: block.run, prompt: context.promptAt(block.at) };
    case 'branches':
    case 'table':
    case 'challenge':
    case 'recall':
      return { kind: block.kind, behind };
  }
}

function renderText(markdown: string, language: Language, id: string | undefined, note: NoteKind | undefined): string {
  const html = renderMarkdown(markdown);
  const attributes = [
    id === undefined ? '' : ` id="${id}"`,
    note === undefined && id === undefined ? '' : ` class="${note === undefined ? 'cue' : `note note-${note}`}"`,
  ].join('');
  if (note !== undefined)
    return `<div role="note"${attributes}><strong class="note-label">${NOTE_LABELS[note][language]}</strong>${html}</div>`;
  return attributes === '' ? html : html.replace(/^<(\w+)/, `<$1${attributes}`);
}

function renderListing(listing: Listing, prompt: string, output: readonly OutputLine[]): string {
  const lines = output.map(({ text, stream }) => {
    const escaped = escapeHtml(text);
    const marked = listing.mark !== undefined && text.includes(listing.mark) ? `<mark>${escaped}</mark>` : escaped;
    return stream === 'err' ? `<span class="err">${marked}</span>` : marked;
  });
  const command = `<b>${escapeHtml(prompt)}</b> ${escapeHtml(listing.run)}`;
  return `<pre class="listing" lang="en" tabindex="0"><code>${[command, ...lines].join('\n')}</code></pre>`;
}
