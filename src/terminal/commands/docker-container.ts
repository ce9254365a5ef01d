/** Containers: `docker ps | start | stop | kill | rm | exec | port`. @see docker(1) */
import {
  ask,
  findContainer,
  formatIp,
  machineOf,
  portsInForce,
  removeContainer,
  startContainer,
  stopContainer,
  type Answer,
  type DockerContainer,
  type DockerHost,
} from '../../engine/index.ts';
import { answer, err, fail, notModelled, out } from '../command.ts';
import { has, last, readLong } from '../options.ts';
import { containerTable } from '../print/docker.ts';
import { formattedContainers } from '../print/docker-format.ts';
import { quoted } from '../quote.ts';
import type { OutputLine, RunResult } from '../run-result.ts';
import {
  closeDaemon,
  daemonError,
  dockerOf,
  flagFault,
  openDaemon,
  wrongCount,
  type DockerCall,
} from './docker-call.ts';

export function dockerPs(call: DockerCall): RunResult {
  const { context } = call;
  const options = readLong(call.args, [
    { name: 'all', short: 'a', value: false },
    { name: 'quiet', short: 'q', value: false },
    { name: 'no-trunc', value: false },
    ...['latest', 'size'].map((name) => ({ name, value: false })),
    { name: 'filter', short: 'f', value: true },
    ...['format', 'last'].map((name) => ({ name, value: true })),
  ]);
  if (options.fault !== null) return flagFault(call, options.fault);
  for (const name of ['latest', 'size', 'last'])
    if (options.values.has(name)) return notModelled(context, `docker ps --${name}`);
  const filters = options.values.get('filter') ?? [];
  const strange = filters.find((filter) => !/^(name|status|id)=/.test(filter));
  if (strange !== undefined) return notModelled(context, `docker ps --filter ${strange}`);
  const docker = dockerOf(context);
  // A status that is asked for is found among all of them.
  const isAll = has(options, 'all') || filters.some((filter) => filter.startsWith('status='));
  const shown = docker.containers.filter(
    (container) => (isAll || container.status === 'running') && isWanted(container, filters),
  );
  if (has(options, 'quiet'))
    return answer(
      context,
      shown.map((container) => container.id.slice(0, 12)),
    );
  const format = last(options, 'format');
  if (format === undefined)
    return answer(context, containerTable(context.world, docker, shown, has(options, 'no-trunc')));
  const lines = formattedContainers(context.world, docker, shown, format);
  return 'unmodelled' in lines
    ? notModelled(context, `docker ps --format ${lines.unmodelled}`)
    : answer(context, lines);
}

/** Filters of one kind add up, those of different kinds narrow down. @see docker-ps(1) */
function isWanted({ name, id, status }: DockerContainer, filters: readonly string[]): boolean {
  const holds: Readonly<Record<string, (value: string) => boolean>> = {
    name: (value) => name.includes(value),
    id: (value) => id.startsWith(value),
    status: (value) => status === value,
  };
  return Object.entries(holds).every(([kind, test]) => {
    const asked = filters
      .filter((filter) => filter.startsWith(`${kind}=`))
      .map((filter) => filter.slice(kind.length + 1));
    return asked.length === 0 || asked.some(test);
  });
}

export function startByName(host: DockerHost, container: DockerContainer): Answer<DockerContainer> {
  return ask(
    host,
    'docker',
    `POST /containers/${container.name}/start`,
    () => startContainer(host, container),
    () => 'started',
  );
}

/** Each name in turn; what fails is told at the end as the CLI does. */
export function dockerOnEach(call: DockerCall, verb: 'start' | 'stop' | 'restart' | 'kill' | 'rm'): RunResult {
  const { context } = call;
  const options = readLong(call.args, [
    { name: 'force', short: 'f', value: false },
    { name: 'volumes', short: 'v', value: false },
    { name: 'time', short: 't', value: true },
    { name: 'signal', short: 's', value: true },
  ]);
  if (options.fault !== null) return flagFault(call, options.fault);
  if (options.operands.length === 0)
    return wrongCount(call, 'at least 1 argument', '[OPTIONS] CONTAINER [CONTAINER...]');
  const host = openDaemon(context);
  const lines: OutputLine[] = [];
  const failed: string[] = [];
  for (const name of options.operands) {
    const container = findContainer(host, name);
    const done =
      container === undefined
        ? ({ ok: false, message: `No such container: ${name}` } as const)
        : act(host, container, verb, has(options, 'force'));
    lines.push(done.ok ? out(name) : daemonError(done.message));
    if (!done.ok) failed.push(name);
  }
  if (verb === 'start' && failed.length > 0) lines.push(err(`Error: failed to start containers: ${failed.join(', ')}`));
  return closeDaemon(context, host, lines, failed.length > 0 ? 1 : 0);
}

function act(host: DockerHost, container: DockerContainer, verb: string, force: boolean): Answer<DockerContainer> {
  const { name, id } = container;
  switch (verb) {
    case 'start':
      return startByName(host, container);
    case 'restart':
      stopContainer(host, container, 0);
      return startByName(host, findContainer(host, name) ?? container);
    case 'rm':
      return ask(
        host,
        'docker',
        `DELETE /containers/${name}`,
        () => removeContainer(host, container, force),
        () => 'removed',
      );
    default:
      if (verb === 'kill' && container.status !== 'running')
        return { ok: false, message: `Cannot kill container: ${name}: Container ${id} is not running` };
      return ask(
        host,
        'docker',
        `POST /containers/${name}/${verb}`,
        () => ({ ok: true, value: stopContainer(host, container, verb === 'kill' ? 137 : 0) }),
        () => (verb === 'kill' ? 'killed' : 'stopped'),
      );
  }
}

/** The command runs where the container is; a shell alone means to go there. */
export function dockerExec(call: DockerCall): RunResult {
  const { context } = call;
  const options = readLong(
    call.args,
    [
      { name: 'interactive', short: 'i', value: false },
      { name: 'tty', short: 't', value: false },
      { name: 'detach', short: 'd', value: false },
      { name: 'privileged', value: false },
      { name: 'user', short: 'u', value: true },
      { name: 'workdir', short: 'w', value: true },
      { name: 'env', short: 'e', value: true },
    ],
    true,
  );
  if (options.fault !== null) return flagFault(call, options.fault);
  const [name, ...words] = options.operands;
  if (name === undefined || words.length === 0)
    return wrongCount(call, 'at least 2 arguments', '[OPTIONS] CONTAINER COMMAND [ARG...]');
  const host = openDaemon(context);
  const container = findContainer(host, name);
  if (container === undefined) return fail(context, 1, daemonError(`No such container: ${name}`));
  if (container.status !== 'running') return fail(context, 1, daemonError(`container ${container.id} is not running`));
  const place = machineOf(host, container);
  const [shell = '', flag, script] = words;
  if (/^(\/bin\/)?(ba|a|)sh$/.test(shell)) {
    if (flag === undefined) return answer(context, [], { shellAt: place });
    if (/^-l?c$/.test(flag) && script !== undefined) return context.run(context.world, place, script);
  }
  return context.run(context.world, place, words.map(quoted).join(' '));
}

export function dockerPort(call: DockerCall): RunResult {
  const { context } = call;
  const [name] = call.args;
  if (name === undefined)
    return wrongCount(call, 'at least 1 and at most 2 arguments', 'CONTAINER [PRIVATE_PORT[/PROTO]]');
  const host = openDaemon(context);
  const container = findContainer(host, name);
  if (container === undefined) return fail(context, 1, daemonError(`No such container: ${name}`));
  const ports = portsInForce(host.docker, container);
  return answer(
    context,
    ports.map((port) => `${port.containerPort}/${port.protocol} -> ${formatIp(port.hostIp)}:${port.hostPort}`),
  );
}
