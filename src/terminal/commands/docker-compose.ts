/** `docker compose up -d`, `down` and `ps`, version 2.21. @see docker-compose(1) */
import {
  composeDown,
  composeUp,
  readComposeFile,
  type ComposeOutcome,
  type ComposeProject,
  type ComposeTask,
} from '../../engine/index.ts';
import { err, fail, misused, notModelled, out, type Command, type Context } from '../command.ts';
import { has, last, readLong, type LongOption } from '../options.ts';
import type { OutputLine, RunResult } from '../run-result.ts';
import { closeDaemon, flagFault, openDaemon, type DockerCall } from './docker-call.ts';
import { listContainers, PS_OPTIONS } from './docker-compose-ps.ts';
import { absolutePath, composeFiles } from './files.ts';

const PROJECT_OPTIONS: readonly LongOption[] = [
  { name: 'file', short: 'f', value: true },
  { name: 'project-name', short: 'p', value: true },
  { name: 'ansi', value: true },
  { name: 'progress', value: true },
];
const UP_OPTIONS: readonly LongOption[] = [
  { name: 'detach', short: 'd', value: false },
  ...['build', 'force-recreate', 'remove-orphans', 'quiet-pull', 'no-build', 'wait'].map((name) => ({
    name,
    value: false,
  })),
];
const DOWN_OPTIONS: readonly LongOption[] = [
  { name: 'volumes', short: 'v', value: false },
  { name: 'remove-orphans', value: false },
  { name: 'timeout', short: 't', value: true },
  { name: 'rmi', value: true },
];
const VERB_OPTIONS = { up: UP_OPTIONS, down: DOWN_OPTIONS, ps: PS_OPTIONS };

export function dockerCompose(call: DockerCall): RunResult {
  const { context, command } = call;
  const options = readLong(call.args, PROJECT_OPTIONS, true);
  if (options.fault !== null) return flagFault({ ...call, path: 'docker compose' }, options.fault);
  const [verb, ...args] = options.operands;
  const inner = { ...call, path: `docker compose ${verb ?? ''}`.trim(), args };
  const files = options.values.get('file') ?? [];
  if (files.length > 1) return notModelled(context, 'docker compose with several -f');
  if (verb !== 'up' && verb !== 'down' && verb !== 'ps') {
    if (verb === undefined) return misused(context, command, 0, 'Usage:  docker compose [OPTIONS] COMMAND');
    return COMPOSE_VERBS.includes(verb)
      ? notModelled(context, `docker compose ${verb}`)
      : misused(context, command, 1, `unknown docker command: "compose ${verb}"`);
  }
  const flags = readLong(args, VERB_OPTIONS[verb]);
  if (flags.fault !== null) return flagFault(inner, flags.fault);
  if (verb === 'up' && !has(flags, 'detach')) return notModelled(context, 'docker compose up without -d');
  if (verb !== 'ps' && flags.operands.length > 0) return notModelled(context, `docker compose ${verb} SERVICE`);
  if (has(flags, 'force-recreate')) return notModelled(context, 'docker compose up --force-recreate');
  const project = findProject(context, files[0], last(options, 'project-name'));
  if ('result' in project) return project.result;
  if (verb === 'ps') return listContainers(context, project.project, flags);
  return verb === 'up' ? up(context, project.project) : down(context, project.project);
}

const COMPOSE_VERBS: readonly string[] = [
  ...[
    'build',
    'config',
    'cp',
    'create',
    'events',
    'exec',
    'images',
    'kill',
    'logs',
    'ls',
    'pause',
    'port',
    'ps',
    'pull',
  ],
  ...['push', 'restart', 'rm', 'run', 'start', 'stop', 'top', 'unpause', 'version', 'wait', 'scale'],
];

type Found = { readonly project: ComposeProject } | { readonly result: RunResult };

/** `-f`, else the one compose file of the machine: a shell stands beside it. */
function findProject(context: Context, file: string | undefined, name: string | undefined): Found {
  const { machine } = context;
  const all = composeFiles(machine);
  if (file === undefined && all.length > 1) {
    const result = notModelled(context, `docker compose without -f beside ${all.length} compose files`);
    return { result };
  }
  const path = file === undefined ? all[0] : absolutePath(machine, file);
  if (path === undefined) return { result: fail(context, 14, 'no configuration file provided: not found') };
  const text = Object.hasOwn(machine.files, path) ? machine.files[path] : undefined;
  if (text === undefined) return { result: fail(context, 14, `open ${path}: no such file or directory`) };
  const reading = readComposeFile(path, text, name);
  if (reading.ok) return { project: reading.project };
  return { result: 'error' in reading ? fail(context, 15, reading.error) : notModelled(context, reading.unmodelled) };
}

function up(context: Context, project: ComposeProject): RunResult {
  const host = openDaemon(context);
  const outcome = composeUp(host, project);
  return closeDaemon(context, host, progressLines(outcome), outcome.error === null ? 0 : 1);
}

function down(context: Context, project: ComposeProject): RunResult {
  const host = openDaemon(context);
  const outcome = composeDown(host, project.name);
  if (outcome === null)
    return closeDaemon(context, host, [err(`Warning: No resource found to remove for project "${project.name}".`)]);
  return closeDaemon(context, host, progressLines(outcome), outcome.error === null ? 0 : 1);
}

/** Columns of the terminal that the progress is set for. */
const WIDTH = 80;

/** What stands on the screen when all is done. Progress goes to standard error. @see docker/compose pkg/progress/tty.go */
function progressLines({ tasks, error }: ComposeOutcome): readonly OutputLine[] {
  const done = tasks.filter((task) => !task.failed).length;
  const label = ({ what, name }: ComposeTask) => `${what} ${name}`;
  const widest = Math.max(0, ...tasks.map((task) => label(task).length));
  const lines = tasks.map((task) => {
    const left = ` ${task.failed ? '✘' : '✔'} ${label(task).padEnd(widest)}  ${task.status}`;
    const right = `${(task.durationMs / 1000).toFixed(1)}s `;
    return out(left.padEnd(WIDTH - right.length) + right);
  });
  const head = tasks.length === 0 ? [] : [out(`[+] Running ${done}/${tasks.length}`)];
  return [...head, ...lines, ...(error === null ? [] : [err(error)])];
}

export const composeForms: readonly string[] = [
  'docker compose [-f FILE] [-p NAME] up -d',
  'docker compose [-f FILE] [-p NAME] down',
  'docker compose [-f FILE] [-p NAME] ps [-a] [SERVICE]',
];

export const composeAlone: Command = {
  name: 'docker-compose',
  understands: composeForms,
  isInstalled: ({ machine }) => machine.docker !== undefined,
  run: (context, args) => dockerCompose({ context, command: composeAlone, path: 'docker-compose', args }),
};
