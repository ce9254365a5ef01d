import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { parseYaml, YamlFault } from '../../../src/engine/runtime/yaml.ts';

/** Values that a compose file holds: no multi-line text, no keys that need quoting rules of their own. */
const value = fc.letrec((tie) => ({
  scalar: fc.oneof(
    fc.stringMatching(/^[a-zA-Z0-9 _:./*#'"-]{0,12}$/),
    fc.integer({ min: -9999, max: 99_999 }),
    fc.boolean(),
    fc.constant(null),
  ),
  list: fc.array(tie('any'), { maxLength: 4 }),
  map: fc.dictionary(fc.stringMatching(/^[a-z][a-z0-9_.-]{0,8}$/), tie('any'), { maxKeys: 4, noNullPrototype: true }),
  any: fc.oneof({ maxDepth: 3 }, tie('scalar'), tie('list'), tie('map')),
}));

describe('parseYaml', () => {
  it('reads whatever a YAML library writes, in block style', () => {
    fc.assert(
      fc.property(value.map, (map) => {
        const text = stringify(map, { lineWidth: 0, singleQuote: false, blockQuote: false });
        expect(parseYaml(text)).toEqual(parse(text));
      }),
      { numRuns: 500, seed: 3 },
    );
  });

  it('reads whatever a YAML library writes, in flow style on one line', () => {
    fc.assert(
      fc.property(value.list, (list) => {
        const text = `key: ${JSON.stringify(list)}`;
        expect(parseYaml(text)).toEqual(parse(text));
      }),
      { numRuns: 300, seed: 3 },
    );
  });

  it.each([
    ['a sequence at the depth of its key', 'a:\n- 1\n- 2\nb: 3'],
    ['mappings inside a sequence', 'a:\n  - b: 1\n    c: 2\n  - d: 3'],
    ['sequences inside a sequence', '- - 1\n  - 2\n- - 3'],
    ['comments, blank lines and a document start', '---\n# first\na: 1 # one\n\n  \nb: "x # y"'],
    ['quoted keys and values', `"a b": 'it''s'\nc: "x\\ty"`],
    ['a literal block', 'a: |\n  one\n    two\n\n  three\nb: 1'],
    ['a folded block without its last newline', 'a: >-\n  one\n  two\nb: 1'],
    ['colons inside a word', 'ports:\n  - 127.0.0.1:8080:80\n  - a:b'],
    ['an empty value', 'networks:\n  default:\nservices: {}'],
    ['words that only look like numbers', 'version: "3.8"\nx: 1.2.3\ny: 0x1f z'],
  ])('reads %s', (_, text) => {
    expect(parseYaml(text)).toEqual(parse(text));
  });

  it.each([
    ['a: b: c', 1, 'mapping values are not allowed in this context'],
    ['a: 1\n  b: 2', 2, 'mapping values are not allowed in this context'],
    ['a:\n\tb: 1', 2, 'found character that cannot start any token'],
    ['a: 1\nb', 2, "could not find expected ':'"],
    ['a: 1\na: 2', 2, 'mapping key "a" already defined'],
    ['a: "b', 1, 'did not find expected key'],
  ])('tells line and fault of %j', (text, line, message) => {
    expect(() => parseYaml(text)).toThrow(expect.objectContaining({ line, message, unmodelled: false }) as Error);
  });

  it.each(['a: &x 1', 'a: *x', 'a: !!str 1', 'a: 1\n---\nb: 2', 'a: [1,\n  2]'])(
    'names what it does not know in %j',
    (text) => {
      expect(() => parseYaml(text)).toThrow(YamlFault);
      expect(() => parseYaml(text)).toThrow(expect.objectContaining({ unmodelled: true }) as Error);
    },
  );

  it('gives up on nesting without end', () => {
    expect(() => parseYaml(`a: ${'['.repeat(5000)}`)).toThrow(YamlFault);
  });
});
