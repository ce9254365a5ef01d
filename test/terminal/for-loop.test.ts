import { describe, expect, it } from 'vitest';
import { unrollLoops } from '../../src/terminal/for-loop.ts';

function unrolled(line: string): string {
  const result = unrollLoops(line);
  return result.ok ? result.line : `not modelled: ${result.unmodelled}`;
}

describe('unrollLoops', () => {
  it.each([
    ['leaves a line without a loop as it is', 'ip route; ls', 'ip route; ls'],
    ['takes the words one by one', 'for n in a b; do ls $n; done', 'ls a; ls b'],
    ['counts with seq', 'for i in $(seq 1 3); do ls n$i; done', 'ls n1; ls n2; ls n3'],
    ['counts from one where seq is given no start', 'for i in $(seq 2); do ls $i; done', 'ls 1; ls 2'],
    ['counts with braces', 'for i in {2..4}; do ls $i; done', 'ls 2; ls 3; ls 4'],
    ['takes a name in braces', 'for i in 1 2; do ls ${i}x; done', 'ls 1x; ls 2x'],
    ['takes each of several commands in a round', 'for i in 1 2; do ls $i; cat $i; done', 'ls 1; cat 1; ls 2; cat 2'],
    ['leaves what stands around it', 'pwd; for i in 1 2; do ls $i; done; pwd', 'pwd;ls 1; ls 2; pwd'],
    ['does not take a longer name for its own', 'for i in 1; do ls $ij; done', 'ls $ij'],
  ])('%s', (_, line, expected) => {
    expect(unrolled(line)).toBe(expected);
  });

  it.each([
    ['a loop in a loop', 'for i in 1 2; do for j in 1 2; do ls; done; done'],
    ['a loop over what a command prints', 'for i in $(ls); do cat $i; done'],
    ['a loop of very many rounds', 'for i in $(seq 1 999); do ls; done'],
    ['a loop that is not ended', 'for i in 1 2; do ls'],
  ])('refuses %s by name', (_, line) => {
    expect(unrolled(line)).toMatch(/^not modelled: /);
  });
});
