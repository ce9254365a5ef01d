import { describe, expect, it } from 'vitest';
import { compareProse } from '../../src/content/parity.ts';
import { parseProse } from '../../src/content/prose.ts';
import { renderProse } from '../../src/content/prose-html.ts';

const context = {
  print: () => [{ stream: 'out' as const, text: 'default via 192.0.2.1 <dev> eth0' }],
  sceneOf: () => 'watch',
  promptAt: (place: string) => `${place} $`,
};

function blocksOf(text: string) {
  return parseProse('en.md', text).prose.blocks;
}

function problemsOf(text: string): readonly string[] {
  return parseProse('en.md', text).problems.map(({ line, message }) => `${line}: ${message}`);
}

function htmlOf(text: string): string {
  return renderProse({ file: 'en.md', blocks: blocksOf(`## symptom: S\n\n### watch: W\n\n${text}`) }, 'en', context)
    .flatMap(({ blocks }) => blocks.map((block) => (block.kind === 'html' ? block.html : `[${block.kind}]`)))
    .join('\n');
}

describe('prose', () => {
  it('is headings, paragraphs with cues and notes, and directives', () => {
    const text = [
      '## symptom: The day',
      '### before: Morning',
      '{#request} It leaves.',
      '{!unverified} Nobody knows.',
      '::listing{at=r550 run="ip route" after=before mark="default"}',
      '::prediction{route}',
      '::branches',
    ].join('\n\n');
    expect(blocksOf(text)).toEqual([
      { kind: 'beat', line: 1, key: 'symptom', title: 'The day' },
      { kind: 'scene', line: 3, key: 'before', title: 'Morning' },
      { kind: 'text', line: 5, cue: 'request', markdown: 'It leaves.' },
      { kind: 'text', line: 7, note: 'unverified', markdown: 'Nobody knows.' },
      { kind: 'listing', line: 9, at: 'r550', run: 'ip route', after: 'before', mark: 'default' },
      { kind: 'prediction', line: 11, key: 'route' },
      { kind: 'branches', line: 13 },
    ]);
  });

  it('takes a quote within a value, as PowerShell wants it', () => {
    expect(
      blocksOf('::terminal{at=windows run="New-NetFirewallRule -DisplayName \\"WSL 80\\" -LocalPort 80"}'),
    ).toEqual([
      { kind: 'terminal', line: 1, at: 'windows', run: 'New-NetFirewallRule -DisplayName "WSL 80" -LocalPort 80' },
    ]);
  });

  it.each([
    ['raw HTML', 'Fine.\n\n<b>Loud</b>', '3: raw HTML is refused; use Markdown'],
    ['a copied listing', '```\ndefault via 192.0.2.1\n```', '1: fenced code is for commands'],
    ['an unknown directive', '::video{x}', '1: ::video is no directive'],
    ['a listing without a place', '::listing{run="ip route"}', '1: ::listing needs at=…'],
    [
      'an unknown attribute',
      '::listing{at=a run=b color=red}',
      '1: ::listing takes at, run, after, mark; it knows no color',
    ],
    [
      'a quote that ends a value too soon',
      '::terminal{at=a run="say "no""}',
      '1: ::terminal cannot read run="say "no""',
    ],
    ['a heading without a key', '### Morning', '1: "### Morning" names no scene'],
    ['an unknown note', '{!maybe} Perhaps.', '1: {!maybe} is no note'],
  ])('refuses %s, by line', (_, text, message) => {
    expect(problemsOf(text)[0]).toContain(message);
  });

  it('keeps angle brackets in code', () => {
    expect(problemsOf('Write `ip route get <client>`.')).toEqual([]);
    expect(htmlOf('Write `ip route get <client>`.')).toContain('<code lang="en">ip route get &lt;client&gt;</code>');
  });

  it('gives a cue the id that the stage looks for', () => {
    expect(htmlOf('{#route} It wins.')).toBe('<p id="cue-watch-route" class="cue">It wins.</p>');
  });

  it('labels a note in the reader’s language', () => {
    expect(htmlOf('{!assumed} A router.')).toContain('<strong class="note-label">Assumed</strong><p>A router.</p>');
  });

  it('prints a listing with its prompt, escaped, marked, as tool output in English', () => {
    expect(htmlOf('::listing{at=r550 run="ip route" mark="default"}')).toBe(
      '<pre class="listing" lang="en" tabindex="0"><code><b>r550 $</b> ip route\n<mark>default via 192.0.2.1 &lt;dev&gt; eth0</mark></code></pre>',
    );
  });

  it('holds no style attribute and no link that runs code', () => {
    const html = htmlOf('[x](javascript:alert(1)) ![y](https://example.org/y.png) [z](https://example.org)');
    expect(html).not.toMatch(/javascript:|style=|<img/);
    expect(html).toContain('<a href="https://example.org" rel="noreferrer">z</a>');
  });

  it('tells of each block behind which prediction it stands', () => {
    const sections = renderProse(
      { file: 'en.md', blocks: blocksOf('## symptom: S\n\nBefore.\n\n::prediction{one}\n\nAfter.') },
      'en',
      context,
    );
    expect(sections[0]?.blocks.map(({ behind }) => behind)).toEqual([null, null, 'one']);
  });
});

describe('Korean and English', () => {
  const prose = (file: string, text: string) => parseProse(file, text).prose;

  it('may have more plain paragraphs in one than in the other', () => {
    const ko = prose('ko.md', '## symptom: 증상\n\n하나.\n\n둘.\n\n{#a} 셋.');
    const en = prose('en.md', '## symptom: S\n\nOne and two.\n\n{#a} Three.');
    expect(compareProse(ko, en)).toEqual([]);
  });

  it('must have the same cues in the same order, told by the first line where they part', () => {
    const ko = prose('ko.md', '## symptom: 증상\n\n{#b} 둘.\n\n{#a} 하나.');
    const en = prose('en.md', '## symptom: S\n\n{#a} One.\n\n{#b} Two.');
    expect(compareProse(ko, en)).toEqual([
      {
        file: 'ko.md',
        line: 3,
        message: 'cue b stands where en.md has cue a (line 3): both need the same, in the same order',
      },
    ]);
  });

  it('must run the same lines', () => {
    const ko = prose('ko.md', '::listing{at=r550 run="ip route"}');
    const en = prose('en.md', '::listing{at=r550 run="ip neigh"}');
    expect(compareProse(ko, en)).toHaveLength(1);
  });

  it('must both reach the end', () => {
    expect(compareProse(prose('ko.md', ''), prose('en.md', '::branches'))[0]?.message).toBe(
      'ends before ::branches (line 1) of en.md: write it here too',
    );
  });
});
