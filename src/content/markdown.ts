import { Marked } from 'marked';
import { escapeHtml } from './escape-html.ts';
import { glossaryHref } from './term-link.ts';

/** Markdown to HTML as a page under the strict policy may hold it: no raw HTML, no images, no `style`, links of known kinds only. */
const marked = /* @__PURE__ */ new Marked({
  gfm: true,
  renderer: {
    html: ({ text }) => escapeHtml(text),
    image: ({ text }) => escapeHtml(text),
    link({ href, tokens }) {
      const label = this.parser.parseInline(tokens);
      if (href.startsWith('term:')) return `<a href="${escapeHtml(glossaryHref(href.slice(5)))}">${label}</a>`;
      if (!/^(https:\/\/|\.{1,2}\/|#)/.test(href)) return label;
      return `<a href="${escapeHtml(href)}"${href.startsWith('https:') ? ' rel="noreferrer"' : ''}>${label}</a>`;
    },
    heading({ tokens }) {
      return `<h4>${this.parser.parseInline(tokens)}</h4>\n`;
    },
    code: ({ text }) => `<pre class="commands" lang="en" tabindex="0"><code>${escapeHtml(text)}</code></pre>\n`,
    codespan: ({ text }) => `<code lang="en">${escapeHtml(text)}</code>`,
  },
});

export function renderMarkdown(markdown: string): string {
  return marked.parse(markdown, { async: false }).trim();
}

/** One line of text, without the paragraph around it. */
export function renderInline(markdown: string): string {
  return marked.parseInline(markdown, { async: false });
}
