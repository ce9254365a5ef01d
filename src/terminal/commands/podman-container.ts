/** Containers: `podman ps | start | stop | kill | rm | exec | port | inspect`. @see podman(1) */
import {
  formatIp,
  podmanMachineOf,
  removePodmanContainer,
  startPodmanContainer,
  stopPodmanContainer,
  type PodmanAnswer,
  type PodmanContainer,
  type PodmanHost,
} from '../../engine/index.ts';
import { answer, fail, notModelled, out } from '../command.ts';
import { has, last, readLong } from '../options.ts';
import { podmanContainerJson, podmanContainerTable } from '../print/podman.ts';
import { renderTemplate } from '../print/template.ts';
import { quoted } from '../quote.ts';
import type { OutputLine, RunResult } from '../run-result.ts';
import { closePodman, openPodman, podmanError, podmanFlagFault, podmanOf, type PodmanCall } from './podman-call.ts';

export function podmanPs(call: PodmanCall): RunResult {
  const { context } = call;
  const options = readLong(call.args, [
    { name: 'all', short: 'a', value: false },
    { name: 'quiet', short: 'q', value: false },
    { name: 'no-trunc', value: false },
  ]);
  if (options.fault !== null) return podmanFlagFault(call, options.fault);
  const shown = podmanOf(context).containers.filter(({ status }) => has(options, 'all') || status === 'running');
  const whole = has(options, 'no-trunc');
  if (has(options, 'quiet'))
    return answer(
      context,
      shown.map(({ id }) => (whole ? id : id.slice(0, 12))),
    );
  return answer(context, podmanContainerTable(context.world, shown, whole));
}

function missing(name: string): string {
  return `no container with name or ID "${name}" found: no such container`;
}

/** Each name in turn; errors stand behind the names that worked. */
export function podmanOnEach(call: PodmanCall, verb: 'start' | 'stop' | 'restart' | 'kill' | 'rm'): RunResult {
  const { context } = call;
  const options = readLong(call.args, [
    { name: 'force', short: 'f', value: false },
    { name: 'time', short: 't', value: true },
  ]);
  if (options.fault !== null) return podmanFlagFault(call, options.fault);
  if (options.operands.length === 0) return fail(context, 125, podmanError(`you must provide at least one name or id`));
  const host = openPodman(context);
  const lines: OutputLine[] = [];
  let exitCode = 0;
  for (const name of options.operands) {
    const container = host.container(name);
    const done =
      container === undefined
        ? ({ ok: false, message: missing(name), exitCode: verb === 'rm' ? 1 : 125 } as const)
        : act(host, container, verb, has(options, 'force'));
    lines.push(done.ok ? out(name) : podmanError(done.message));
    if (!done.ok) exitCode = Math.max(exitCode, done.exitCode);
  }
  return closePodman(context, host, lines, exitCode);
}

function act(
  host: PodmanHost,
  container: PodmanContainer,
  verb: string,
  isForced: boolean,
): PodmanAnswer<PodmanContainer> {
  switch (verb) {
    case 'start':
      return start(host, container);
    case 'restart':
      return start(host, stopPodmanContainer(host, container, 0));
    case 'rm':
      return removePodmanContainer(host, container, isForced);
    default:
      if (container.status === 'running' || verb === 'stop')
        return { ok: true, value: stopPodmanContainer(host, container, 137) };
      return {
        ok: false,
        message: `can only kill running containers. ${container.id} is in state ${container.status}: container state improper`,
        exitCode: 125,
      };
  }
}

function start(host: PodmanHost, container: PodmanContainer): PodmanAnswer<PodmanContainer> {
  const started = startPodmanContainer(host, container);
  return started.ok
    ? started
    : { ...started, message: `unable to start container "${container.id}": ${started.message}`, exitCode: 125 };
}

export function podmanPort(call: PodmanCall): RunResult {
  const { context } = call;
  const options = readLong(call.args, [{ name: 'all', short: 'a', value: false }]);
  if (options.fault !== null) return podmanFlagFault(call, options.fault);
  const lines = ({ published }: PodmanContainer) =>
    published.map((port) => `${port.containerPort}/${port.protocol} -> ${formatIp(port.hostIp)}:${port.hostPort}`);
  if (has(options, 'all')) {
    const running = podmanOf(context).containers.filter(({ status }) => status === 'running');
    const rows = running.flatMap((container) => lines(container).map((row) => `${container.id.slice(0, 12)}\t${row}`));
    return answer(context, rows);
  }
  const [name] = options.operands;
  if (name === undefined) return fail(context, 125, podmanError('you must supply a running container name or id'));
  const container = openPodman(context).container(name);
  return container === undefined ? fail(context, 125, podmanError(missing(name))) : answer(context, lines(container));
}

/** Only with a template: podman's whole answer is longer than what is modelled of it. */
export function podmanInspect(call: PodmanCall): RunResult {
  const { context } = call;
  const options = readLong(call.args, [{ name: 'format', short: 'f', value: true }]);
  if (options.fault !== null) return podmanFlagFault(call, options.fault);
  const format = last(options, 'format');
  if (format === undefined) return notModelled(context, 'podman inspect without -f', 125);
  const host = openPodman(context);
  const lines: string[] = [];
  for (const name of options.operands) {
    const container = host.container(name);
    if (container === undefined) return fail(context, 125, podmanError(`no such object: "${name}"`));
    const rendered = renderTemplate(
      format,
      podmanContainerJson(context.world, container, host.network(container.network)),
    );
    if ('unmodelled' in rendered) return notModelled(context, `--format ${rendered.unmodelled}`, 125);
    lines.push(rendered.text);
  }
  return answer(context, lines);
}

/** The command runs where the container is; a shell alone means to go there. */
export function podmanExec(call: PodmanCall): RunResult {
  const { context } = call;
  const flags = ['interactive', 'tty', 'detach', 'privileged'].map((name) => ({
    name,
    short: name.charAt(0),
    value: false,
  }));
  const options = readLong(call.args, [...flags, { name: 'user', short: 'u', value: true }], true);
  if (options.fault !== null) return podmanFlagFault(call, options.fault);
  const [name, ...words] = options.operands;
  if (name === undefined || words.length === 0)
    return fail(
      context,
      125,
      podmanError('must provide a non-empty command to start an exec session: invalid argument'),
    );
  const host = openPodman(context);
  const container = host.container(name);
  if (container === undefined) return fail(context, 125, podmanError(missing(name)));
  if (container.status !== 'running') {
    const why = 'can only create exec sessions on running containers: container state improper';
    return fail(context, 255, podmanError(why));
  }
  const place = podmanMachineOf(host, container);
  const [shell = '', flag, script] = words;
  if (/^(\/bin\/)?(ba|a|)sh$/.test(shell)) {
    if (flag === undefined) return answer(context, [], { shellAt: place });
    if (/^-l?c$/.test(flag) && script !== undefined) return context.run(context.world, place, script);
  }
  return context.run(context.world, place, words.map(quoted).join(' '));
}
