/** A lesson's words as HTML: what the author wrote, with the live parts between. Server side only. */
import { render } from 'svelte/server';
import type { ProseBlock, ProseSection } from '../../content/index.ts';
import type { ChallengeWords, RecallWords } from '../../i18n/index.ts';
import Challenge from '../challenge/Challenge.svelte';
import Branches from '../lesson/Branches.svelte';
import type { LessonView } from '../lesson/lesson-view.svelte.ts';
import Prediction from '../lesson/Prediction.svelte';
import TryLine from '../lesson/TryLine.svelte';
import Recall from '../recall/Recall.svelte';
import { escapeHtml } from './document.ts';

/** Words of the parts that the page's script loads later, and those that no script needs. */
export interface ProseWords {
  readonly cue: string;
  readonly answer: string;
  readonly challenge: ChallengeWords;
  readonly recall: RecallWords;
}

/** @param table the lesson's truth table as HTML; empty where it has none. */
export function proseHtml(
  sections: readonly ProseSection[],
  lesson: LessonView,
  words: ProseWords,
  table = '',
): string {
  let question: string | null = null;
  const html: string[] = [];
  for (const section of sections) {
    const heading = section.kind === 'beat' ? 'h2' : 'h3';
    html.push(
      // A heading stands behind the question above it, also where no block follows it.
      `<section id="${section.id}"${behind(question)}>`,
      `<${heading}>${section.title}</${heading}>`,
      ...section.blocks.map((block) => {
        // What a section stands behind, its blocks need not say again.
        const own = block.behind === question ? { ...block, behind: null } : block;
        const made = blockHtml(own, lesson, words, table);
        return block.kind === 'html' ? liftHeadings(section, made) : made;
      }),
      '</section>',
    );
    question = section.blocks.findLast((block) => block.kind === 'prediction')?.key ?? question;
  }
  return html.join('\n');
}

/** Small headings stand one level below the nearest: under a beat's own heading there is no scene's between. */
function liftHeadings(section: ProseSection, html: string): string {
  return section.kind === 'beat' ? html.replace(/<(\/?)h4\b/g, '<$1h3') : html;
}

function blockHtml(block: ProseBlock, lesson: LessonView, words: ProseWords, table: string): string {
  switch (block.kind) {
    case 'html':
      return block.cue === undefined ? wrap(block, block.html) : cueHtml(block.cue, block, words);
    case 'prediction': {
      const props = { lesson, scene: block.scene, question: block.key };
      const body = render(Prediction, { props, idPrefix: `p-${block.key}-` }).body;
      return `${island('prediction', block, props, body)}${answerLink(block.key, words)}`;
    }
    case 'terminal': {
      const props = { lesson, at: block.at, run: block.run, prompt: block.prompt };
      return island('try', block, props, render(TryLine, { props }).body);
    }
    case 'challenge': {
      const props = { lesson, words: words.challenge };
      return island('challenge', block, {}, render(Challenge, { props, idPrefix: 'c-' }).body);
    }
    case 'recall': {
      const props = { lesson, words: words.recall };
      const body = render(Recall, { props, idPrefix: 'r-' }).body;
      return `<div id="recall">${island('recall', block, {}, body)}${answerLink('recall', words)}</div>`;
    }
    case 'table':
      return wrap(block, table);
    case 'branches':
      return island('branches', block, {}, render(Branches, { props: { lesson }, idPrefix: 'b-' }).body);
  }
}

/** Who cannot answer is led to the page of answers. */
function answerLink(key: string, words: ProseWords): string {
  return `<p class="no-script"><a href="answers/#${key}">${words.answer}</a></p>`;
}

/** A paragraph tied to a step: its bullet is the button that brings the stage there. */
function cueHtml(cue: string, block: ProseBlock & { kind: 'html' }, words: ProseWords): string {
  const label = escapeHtml(words.cue);
  return `<div class="cue-row" data-cue="${cue}"${behind(block.behind)}><button type="button" class="cue-mark needs-script" aria-label="${label}" aria-describedby="${cue}" disabled></button>${block.html}</div>`;
}

function wrap(block: ProseBlock, html: string): string {
  return block.behind === null ? html : `<div${behind(block.behind)}>${html}</div>`;
}

/** Where a live part stands; its own words travel as data, so that the page's script can make the same part again. */
function island(name: string, block: ProseBlock, props: object, body: string): string {
  const { lesson: _, ...own } = props as { lesson?: LessonView };
  return `<div data-island="${name}" data-props="${escapeHtml(JSON.stringify(own))}"${behind(block.behind)}>${body}</div>`;
}

function behind(key: string | null): string {
  return key === null ? '' : ` data-behind="${key}"`;
}
