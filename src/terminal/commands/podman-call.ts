/** What every podman command needs: podman's memory on this machine, and its way to complain. */
import { ControlPlane, PodmanHost, type PodmanState } from '../../engine/index.ts';
import { answer, err, fail, notModelled, type Command, type Context } from '../command.ts';
import type { Options } from '../options.ts';
import type { OutputLine, RunResult } from '../run-result.ts';

export interface PodmanCall {
  readonly context: Context;
  readonly command: Command;
  /** The words typed so far, `podman network create`. */
  readonly path: string;
  readonly args: readonly string[];
}

export function podmanOf({ machine }: Context): PodmanState {
  if (machine.podman === undefined) throw new Error(`no Podman on ${machine.id}`);
  return machine.podman;
}

export function openPodman(context: Context): PodmanHost {
  return new PodmanHost(new ControlPlane(context.world, context.netns.id), context.machine.id);
}

/** What the command prints is also what its trace ends with. */
export function closePodman(context: Context, host: PodmanHost, lines: readonly OutputLine[], exitCode = 0): RunResult {
  const { plane } = host;
  const error = exitCode === 0 ? null : (lines.find((line) => line.stream === 'err')?.text ?? null);
  const outcome = exitCode === 0 ? 'delivered' : 'refused';
  plane.result(context.netns.id, outcome, error ?? lines.at(-1)?.text ?? '');
  return answer(context, lines, { world: plane.world, trace: plane.trace(outcome, error), exitCode });
}

export function podmanError(message: string): OutputLine {
  return err(`Error: ${message}`);
}

/** Flags that podman has for containers and networks, and that are not followed here. @see podman-ps(1), podman-start(1), podman-port(1) */
const REAL_FLAGS: ReadonlySet<string> = new Set(
  (
    '--filter --format --external --latest --last --namespace --noheading --ns --pod --size --sort --sync --watch --attach ' +
    '--detach-keys --interactive --sig-proxy --ignore --cidfile --signal --time --depend --volumes --all --log ' +
    "'f' 'l' 'n' 'p' 's' 'w' 'a' 'i' 't' 'v'"
  ).split(' '),
);

/** A flag that podman does not know, or one without its value. */
export function podmanFlagFault({ context, path }: PodmanCall, fault: NonNullable<Options['fault']>): RunResult {
  const { option, kind } = fault;
  if (kind === 'unknown' && REAL_FLAGS.has(option.replace(/ in .*/, '')))
    return notModelled(context, `${path} ${option.replace(/^'.*' in /, '')}`, 125);
  const isShort = option.startsWith("'");
  const text = kind === 'no-value' ? 'flag needs an argument' : isShort ? 'unknown shorthand flag' : 'unknown flag';
  return fail(context, 125, podmanError(`${text}: ${option}`), err(`See '${path} --help'`));
}
