/** `docker inspect -f TEMPLATE CONTAINER`. @see docker-inspect(1) */
import { findContainer } from '../../engine/index.ts';
import { answer, err, notModelled, out } from '../command.ts';
import { last, readLong } from '../options.ts';
import { containerJson } from '../print/container-json.ts';
import { renderTemplate } from '../print/template.ts';
import type { OutputLine, RunResult } from '../run-result.ts';
import { flagFault, openDaemon, wrongCount, type DockerCall } from './docker-call.ts';

/** Only with a template: the whole answer tells far more than what is modelled of a container. */
export function dockerInspect(call: DockerCall): RunResult {
  const { context } = call;
  const options = readLong(call.args, [
    { name: 'format', short: 'f', value: true },
    { name: 'type', value: true },
  ]);
  if (options.fault !== null) return flagFault(call, options.fault);
  if (options.operands.length === 0) return wrongCount(call, 'at least 1 argument', '[OPTIONS] NAME|ID [NAME|ID...]');
  const format = last(options, 'format');
  if (format === undefined) return notModelled(context, `${call.path} without -f`);
  const host = openDaemon(context);
  const lines: OutputLine[] = [];
  for (const name of options.operands) {
    const container = findContainer(host, name);
    if (container === undefined) {
      lines.push(err(`Error: No such object: ${name}`));
      continue;
    }
    const rendered = renderTemplate(format, containerJson(context.world, host.docker, container));
    if ('unmodelled' in rendered) return notModelled(context, `-f ${rendered.unmodelled}`);
    lines.push(out(rendered.text));
  }
  return answer(context, lines, { exitCode: lines.some(({ stream }) => stream === 'err') ? 1 : 0 });
}
