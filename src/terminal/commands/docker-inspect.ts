/** `docker inspect [-f TEMPLATE] NAME`: a container, or a network of that name. @see docker-inspect(1) */
import { findContainer, type DockerHost } from '../../engine/index.ts';
import { answer, err, notModelled, notModelledLine, out } from '../command.ts';
import { last, readLong } from '../options.ts';
import { containerJson } from '../print/container-json.ts';
import { networkJson, type Json } from '../print/docker.ts';
import { jsonLines, renderTemplate } from '../print/template.ts';
import type { OutputLine, RunResult } from '../run-result.ts';
import { flagFault, openDaemon, wrongCount, type DockerCall } from './docker-call.ts';

/** What the real answer tells of a container beyond this one. */
const LEFT_OUT =
  'Created, Path, Args, Image, Config, Mounts, GraphDriver, the paths of its files, the rest of State and HostConfig';

export function dockerInspect(call: DockerCall): RunResult {
  const { context } = call;
  const options = readLong(call.args, [
    { name: 'format', short: 'f', value: true },
    { name: 'type', value: true },
    { name: 'size', short: 's', value: false },
  ]);
  if (options.fault !== null) return flagFault(call, options.fault);
  if (options.operands.length === 0) return wrongCount(call, 'at least 1 argument', '[OPTIONS] NAME|ID [NAME|ID...]');
  if (options.values.has('size')) return notModelled(context, `${call.path} --size`);
  const host = openDaemon(context);
  const format = last(options, 'format');
  const type = call.path === 'docker container inspect' ? 'container' : last(options, 'type');
  const found: Json[] = [];
  const errors: OutputLine[] = [];
  let hasContainer = false;
  for (const name of options.operands) {
    const object = objectNamed(call, host, name, type);
    if (object === null) errors.push(err(`Error: No such ${type ?? 'object'}: ${name}`));
    else found.push(object.json);
    hasContainer ||= object?.kind === 'container';
  }
  const exitCode = errors.length > 0 ? 1 : 0;
  if (format === undefined) {
    const notes = hasContainer ? [notModelledLine(LEFT_OUT)] : [];
    return answer(context, [...jsonLines(found), ...errors, ...notes], { exitCode });
  }
  const lines: OutputLine[] = [];
  for (const json of found) {
    const rendered = renderTemplate(format, json);
    if ('unmodelled' in rendered) return notModelled(context, `-f ${rendered.unmodelled}`);
    lines.push(out(rendered.text));
  }
  return answer(context, [...lines, ...errors], { exitCode });
}

/** Containers come first where a network has the same name. */
function objectNamed({ context }: DockerCall, host: DockerHost, name: string, type: string | undefined) {
  const container = type === 'network' ? undefined : findContainer(host, name);
  if (container !== undefined)
    return { kind: 'container', json: containerJson(context.world, host.docker, container) } as const;
  const network = type === 'container' ? undefined : host.findNetwork(name);
  return network === undefined ? null : ({ kind: 'network', json: networkJson(host.docker, network) } as const);
}
