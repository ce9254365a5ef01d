import { describe, expect, it } from 'vitest';
import { criticalCss } from '../../tools/critical-css.ts';

const html = '<p class="now s-Now">…</p>';

describe('the styles a page carries', () => {
  it('are those of everybody and of the components in its HTML', () => {
    const css = 'p{margin:0}.now.s-Now{color:red}.later.s-Later{color:blue}';
    expect(criticalCss(css, html)).toBe('p{margin:0}.now.s-Now{color:red}');
  });

  it('keep a rule that several components share', () => {
    const css = '.now.s-Now,.later.s-Later{color:red}';
    expect(criticalCss(css, html)).toBe(css);
  });

  it('are looked for inside of media queries, which go when nothing is left in them', () => {
    const css = '@media (max-width:9px){.now.s-Now{top:0}.later.s-Later{top:1px}}@media print{.later.s-Later{top:0}}';
    expect(criticalCss(css, html)).toBe('@media (max-width:9px){.now.s-Now{top:0}}');
  });

  it('are not those of a class that something has yet to set', () => {
    const css = '.now.s-Now{top:0}.now.open.s-Now{top:1px}.open .now:where(.s-Now){top:2px}.now:not(.open){top:3px}';
    expect(criticalCss(css, html)).toBe('.now.s-Now{top:0}.now:not(.open){top:3px}');
  });

  it('keep other at-rules whole', () => {
    const css = '@charset "utf-8";@keyframes s-Later-turn{to{top:0}}';
    expect(criticalCss(css, html)).toBe(css);
  });

  it('take braces in strings and comments for what they are', () => {
    const css = 'a::before{content:"}"}/* } */.later.s-Later{top:0}b{top:0}';
    expect(criticalCss(css, html)).toBe('a::before{content:"}"}b{top:0}');
  });
});
