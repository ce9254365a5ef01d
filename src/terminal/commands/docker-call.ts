/** What every docker command needs: the daemon of this machine, and the CLI's ways to complain. */
import { ControlPlane, DockerHost, isVmRunning, type DockerState, type Machine } from '../../engine/index.ts';
import { answer, err, fail, out, sourceNote, understands, unverified, type Command, type Context } from '../command.ts';
import type { Options } from '../options.ts';
import type { OutputLine, RunResult } from '../run-result.ts';

export interface DockerCall {
  readonly context: Context;
  readonly command: Command;
  /** The words typed so far, `docker network create`: the CLI names them in its hints. */
  readonly path: string;
  readonly args: readonly string[];
}

/** The machine whose engine answers here: this one, or the one inside that Docker Desktop runs; undefined where there is none. */
export function engineMachine({ world, machine }: Pick<Context, 'world' | 'machine'>): Machine | undefined {
  const { desktop } = machine.windows ?? {};
  const found = desktop?.running === true ? world.machines[desktop.engine] : machine;
  return found?.docker === undefined ? undefined : found;
}

/** The client while no daemon answers. @returns null where the engine can be asked */
export function unreachableDocker(context: Context): RunResult | null {
  if (context.machine.docker?.down !== undefined) {
    const socket = 'unix:///var/run/docker.sock';
    return fail(context, 1, `Cannot connect to the Docker daemon at ${socket}. Is the docker daemon running?`);
  }
  return unreachableDesktop(context);
}

/** Windows' own client, while the virtual machine under its engine is switched off. */
function unreachableDesktop(context: Context): RunResult | null {
  const { desktop, wsl } = context.machine.windows ?? {};
  if (desktop === undefined || wsl === undefined || isVmRunning(wsl)) return null;
  const call = 'Get "http://%2F%2F.%2Fpipe%2Fdocker_engine/_ping"';
  return fail(
    context,
    1,
    `error during connect: this error may indicate that the docker daemon is not running: ${call}: ` +
      'open //./pipe/docker_engine: The system cannot find the file specified.',
    sourceNote('dotnet/core#8585'),
    unverified('that it says so after wsl --shutdown. Here a restart of Windows brings Docker Desktop back'),
  );
}

export function dockerOf(context: Context): DockerState {
  const docker = engineMachine(context)?.docker;
  if (docker === undefined) throw new Error(`no Docker Engine on ${context.machine.id}`);
  return docker;
}

/** Opens an exchange with this machine's daemon. On Windows what the client asks travels through Docker Desktop. */
export function openDaemon(context: Context): DockerHost {
  return new DockerHost(
    new ControlPlane(context.world, context.netns.id),
    engineMachine(context)?.id ?? context.machine.id,
  );
}

/** Ends it: what the CLI prints is also what the trace ends with. */
export function closeDaemon(context: Context, host: DockerHost, lines: readonly OutputLine[], exitCode = 0): RunResult {
  const { plane } = host;
  const error = lines.find((line) => line.stream === 'err')?.text ?? null;
  const failed = exitCode !== 0;
  plane.result(
    context.netns.id,
    failed ? 'refused' : 'delivered',
    (failed ? error : null) ?? lines.findLast(({ stream }) => stream !== 'note')?.text ?? '',
  );
  const trace = plane.trace(failed ? 'refused' : 'delivered', failed ? error : null);
  return answer(context, lines, { world: plane.world, trace, exitCode });
}

export function daemonError(message: string): OutputLine {
  return err(`Error response from daemon: ${message}`);
}

export function outLines(lines: readonly string[]): readonly OutputLine[] {
  return lines.map(out);
}

/** A flag that the CLI does not know, or one without its value. */
export function flagFault({ context, command, path }: DockerCall, fault: NonNullable<Options['fault']>): RunResult {
  const { option, kind } = fault;
  const isShort = option.startsWith("'");
  const text = kind === 'no-value' ? 'flag needs an argument' : isShort ? 'unknown shorthand flag' : 'unknown flag';
  return fail(context, 125, `${text}: ${option}`, `See '${path} --help'.`, understands(command, path));
}

/** As cobra words it: `"docker network create" requires exactly 1 argument.` */
export function wrongCount({ context, command, path }: DockerCall, requires: string, usage: string): RunResult {
  const lines = [`"${path}" requires ${requires}.`, `See '${path} --help'.`, '', `Usage:  ${path} ${usage}`];
  return fail(context, 1, ...lines, understands(command, path));
}
