/** Lines that begin with `:`: what has no real command. `:write` is an editor's saved result, `:cable` a hand at a plug. */
import { applyEdits, peerOf } from '../engine/index.ts';
import { answer, err, fail, misused, type Context } from './command.ts';
import type { RunResult } from './run-result.ts';

const EDITOR = { understands: [':write PATH', ':cable unplug DEV', ':cable plug DEV'] };

export function runEditorLine(context: Context, line: string): RunResult {
  const [head = '', ...rest] = line.split('\n');
  const words = head.trim().split(/\s+/);
  if (words[0] === ':write') return write(context, words[1], rest.join('\n'));
  if (words[0] === ':cable') return cable(context, words[1], words[2]);
  return misused(context, EDITOR, 127, `${words[0] ?? ':'}: command not found`);
}

function write(context: Context, path: string | undefined, text: string): RunResult {
  if (path?.startsWith('/') !== true) return misused(context, EDITOR, 1, ':write: a path from / is needed');
  const whole = text === '' || text.endsWith('\n') ? text : `${text}\n`;
  const world = applyEdits(context.world, [{ kind: 'write-file', machine: context.machine.id, path, text: whole }]);
  const count = whole.split('\n').length - 1;
  return answer(context, [`"${path}" ${count}L, ${new TextEncoder().encode(whole).length}B written`], { world });
}

function cable(context: Context, verb: string | undefined, dev: string | undefined): RunResult {
  if ((verb !== 'plug' && verb !== 'unplug') || dev === undefined)
    return misused(context, EDITOR, 1, ':cable: plug or unplug, and a device');
  if (peerOf(context.world, context.netns.id, dev) === null) return fail(context, 1, err(`${dev}: no cable`));
  const edit = { kind: 'set-link', netns: context.netns.id, dev, up: verb === 'plug' } as const;
  return answer(context, [], { world: applyEdits(context.world, [edit]) });
}
