import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { messagesIn } from '../../src/i18n/index.ts';

const player = join(import.meta.dirname, '..', '..', 'src', 'player');

/** Everything that asks the catalogue for words. */
const source = readdirSync(player, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => readFileSync(join(player, file), 'utf8'))
  .join('\n');

/** Keys that are computed from a step: all values of a closed union, each of which occurs. */
const computed = new Set(['channel', 'channelName', 'noun']);

describe('the catalogue', () => {
  const { step: _step, ...rest } = messagesIn('en');
  const groups = Object.entries(rest).filter(([group]) => !computed.has(group));

  it.each(groups)('%s has no key that nobody asks for', (group, messages) => {
    const keys = typeof messages === 'object' ? Object.keys(messages) : [group];
    const isAsked = (key: string): boolean => source.includes(`.${key}`) || source.includes(`'${key}'`);
    expect(keys.filter((key) => !isAsked(key))).toEqual([]);
  });
});
