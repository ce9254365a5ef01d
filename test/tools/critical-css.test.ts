import { describe, expect, it } from 'vitest';
import { criticalCss } from '../../tools/critical-css.ts';

const html = '<p class="now svelte-aaa1">…</p>';

describe('the styles a page carries', () => {
  it('are those of everybody and of the components in its HTML', () => {
    const css = 'p{margin:0}.now.svelte-aaa1{color:red}.later.svelte-bbb2{color:blue}';
    expect(criticalCss(css, html)).toBe('p{margin:0}.now.svelte-aaa1{color:red}');
  });

  it('keep a rule that several components share', () => {
    const css = '.now.svelte-aaa1,.later.svelte-bbb2{color:red}';
    expect(criticalCss(css, html)).toBe(css);
  });

  it('are looked for inside of media queries, which go when nothing is left in them', () => {
    const css =
      '@media (max-width:9px){.now.svelte-aaa1{top:0}.later.svelte-bbb2{top:1px}}@media print{.later.svelte-bbb2{top:0}}';
    expect(criticalCss(css, html)).toBe('@media (max-width:9px){.now.svelte-aaa1{top:0}}');
  });

  it('keep other at-rules whole', () => {
    const css = '@charset "utf-8";@keyframes svelte-bbb2-turn{to{top:0}}';
    expect(criticalCss(css, html)).toBe(css);
  });

  it('take braces in strings and comments for what they are', () => {
    const css = 'a::before{content:"}"}/* } */.later.svelte-bbb2{top:0}b{top:0}';
    expect(criticalCss(css, html)).toBe('a::before{content:"}"}b{top:0}');
  });
});
