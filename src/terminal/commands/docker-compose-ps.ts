/** `docker compose ps`, version 2.21, which sets its table as the docker CLI does. @see docker/compose cmd/formatter/container.go */
import { type ComposeProject, type DockerContainer } from '../../engine/index.ts';
import { answer, fail, notModelled, type Context } from '../command.ts';
import { has, type LongOption, type Options } from '../options.ts';
import { composeTable } from '../print/docker.ts';
import type { RunResult } from '../run-result.ts';
import { dockerOf } from './docker-call.ts';

export const PS_OPTIONS: readonly LongOption[] = [
  { name: 'all', short: 'a', value: false },
  { name: 'quiet', short: 'q', value: false },
  { name: 'services', value: false },
  ...['format', 'filter', 'status'].map((name) => ({ name, value: true })),
];

const LABEL = 'com.docker.compose';

/** The project's containers by name: those that run, or all of them. */
export function listContainers(context: Context, project: ComposeProject, options: Options): RunResult {
  for (const name of ['format', 'filter', 'status'])
    if (options.values.has(name)) return notModelled(context, `docker compose ps --${name}`);
  const services = options.operands;
  const strange = services.find((service) => !project.services.some(({ name }) => name === service));
  if (strange !== undefined) return fail(context, 1, `no such service: ${strange}`);
  const docker = dockerOf(context);
  const shown = docker.containers
    .filter(
      (container) =>
        container.labels[`${LABEL}.project`] === project.name &&
        (has(options, 'all') || container.status === 'running') &&
        (services.length === 0 || services.includes(serviceOf(container))),
    )
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  if (has(options, 'quiet'))
    return answer(
      context,
      shown.map(({ id }) => id),
    );
  if (has(options, 'services')) return answer(context, shown.length === 0 ? [''] : [...new Set(shown.map(serviceOf))]);
  return answer(context, composeTable(context.world, docker, shown, serviceOf));
}

function serviceOf({ labels }: DockerContainer): string {
  return labels[`${LABEL}.service`] ?? '';
}
