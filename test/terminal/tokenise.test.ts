import { describe, expect, it } from 'vitest';
import { tokenise } from '../../src/terminal/tokenise.ts';

function words(line: string): readonly (readonly string[])[] {
  const tokens = tokenise(line);
  return tokens.ok ? tokens.commands.map((command) => command.words) : [];
}

describe('tokenise', () => {
  it.each([
    ['splits at spaces', 'ip  route get 192.0.2.1', [['ip', 'route', 'get', '192.0.2.1']]],
    [
      'keeps what is quoted together',
      `inspect -f '{{json .IPAM}}' "a b"`,
      [['inspect', '-f', '{{json .IPAM}}', 'a b']],
    ],
    ['joins quoted and bare parts of one word', `a'b c'd`, [['ab cd']]],
    ['takes a backslash as "this character as it is"', String.raw`a\ b "c\"d"`, [['a b', 'c"d']]],
    ['keeps an empty word that was written', `nc ''`, [['nc', '']]],
    ['begins a new command at an operator', 'a && b; c || d | e', [['a'], ['b'], ['c'], ['d'], ['e']]],
    ['leaves a comment out', 'ip route # which way?', [['ip', 'route']]],
    ['allows a semicolon at the end', 'a;', [['a']]],
    ['gives one empty command for an empty line', '', [[]]],
  ])('%s', (_, line, expected) => {
    expect(words(line)).toEqual(expected);
  });

  it.each([
    ['a quote that stays open', `cat 'x`],
    ['an operator with nothing before it', '&& a'],
    ['an operator with nothing behind it', 'a &&'],
  ])('refuses %s as bash does', (_, line) => {
    expect(tokenise(line)).toMatchObject({ ok: false, error: expect.stringMatching(/^bash: /) as string });
  });

  it.each(['echo $HOME', 'cat <x', 'ls > x', 'sleep 1 &', '(a)', 'echo `a`', 'echo "$x"'])(
    'names the sign it does not follow in %s',
    (line) => {
      expect(tokenise(line)).toMatchObject({ ok: false, unmodelled: expect.any(String) as string });
    },
  );
});
