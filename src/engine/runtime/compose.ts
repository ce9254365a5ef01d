/** `docker compose up -d` and `down` as Compose 2.21 carries them out: networks first, then services; the other way down. */
import type { ComposeNetwork, ComposeProject, ComposeService } from './compose-file.ts';
import { createContainer, removeContainer, startContainer, stopContainer } from './containers.ts';
import { ask } from './docker-api.ts';
import { refused, type Answer, type DockerHost } from './docker-host.ts';
import type { DockerContainer, DockerNetwork } from './docker-state.ts';
import { hash } from './draw.ts';
import { createNetwork, removeNetwork } from './networks.ts';
import { publishedFor } from './publish-request.ts';

export const COMPOSE_VERSION = '2.21.0';

/** One line of compose's progress. */
export interface ComposeTask {
  readonly what: 'Network' | 'Container';
  readonly name: string;
  readonly status: string;
  readonly failed: boolean;
  readonly durationMs: number;
}

/** `error` follows the tasks when one failed. */
export interface ComposeOutcome {
  readonly tasks: readonly ComposeTask[];
  readonly error: string | null;
}

/** Notes each task with the virtual time it took; the first failure ends the work. */
class Progress {
  readonly tasks: ComposeTask[] = [];
  readonly #host: DockerHost;

  constructor(host: DockerHost) {
    this.#host = host;
  }

  do<T>(what: ComposeTask['what'], name: string, status: string, act: () => Answer<T>): Answer<T> {
    const since = this.#host.plane.world.nowMs;
    const answer = act();
    const durationMs = this.#host.plane.world.nowMs - since;
    this.tasks.push({ what, name, status: answer.ok ? status : 'Error', failed: !answer.ok, durationMs });
    return answer;
  }
}

const CLIENT = 'docker compose';

function label(name: string): string {
  return `com.docker.compose.${name}`;
}

export function composeUp(host: DockerHost, project: ComposeProject): ComposeOutcome {
  const progress = new Progress(host);
  const ids = new Map<string, string>();
  for (const network of project.networks) {
    const present = host.docker.networks.find((other) => other.name === network.name);
    if (network.external && present === undefined)
      return { tasks: progress.tasks, error: `network ${network.name} declared as external, but could not be found` };
    // A network that is there already is used as it is, even when the file now says another subnet.
    const made =
      present === undefined ? upNetwork(host, progress, project, network) : ({ ok: true, value: present } as const);
    if (!made.ok) {
      const error = `failed to create network ${network.name}: Error response from daemon: ${made.message}`;
      return { tasks: progress.tasks, error };
    }
    ids.set(network.key, made.value.id);
  }
  for (const service of project.services) {
    const networkIds = service.networks.map((key) => ids.get(key) ?? key);
    const started = upService(host, progress, project, service, networkIds);
    if (!started.ok) return { tasks: progress.tasks, error: `Error response from daemon: ${started.message}` };
  }
  return { tasks: progress.tasks, error: null };
}

function upNetwork(
  host: DockerHost,
  progress: Progress,
  project: ComposeProject,
  network: ComposeNetwork,
): Answer<DockerNetwork> {
  const { name, subnet, gateway, internal, options } = network;
  const labels = {
    [label('network')]: network.key,
    [label('project')]: project.name,
    [label('version')]: COMPOSE_VERSION,
  };
  const request = {
    name,
    internal,
    options,
    labels,
    ...(subnet === undefined ? {} : { subnet }),
    ...(gateway === undefined ? {} : { gateway }),
  };
  return progress.do('Network', name, 'Created', () =>
    ask(
      host,
      CLIENT,
      `POST /networks/create ${name}`,
      () => createNetwork(host, request),
      (made) => made.id,
    ),
  );
}

function upService(
  host: DockerHost,
  progress: Progress,
  project: ComposeProject,
  service: ComposeService,
  networkIds: readonly string[],
): Answer<DockerContainer> {
  const name = service.containerName;
  const labels = {
    [label('config-hash')]: hash(0, JSON.stringify(service)).toString(16).padStart(8, '0'),
    [label('project')]: project.name,
    [label('service')]: service.name,
    [label('version')]: COMPOSE_VERSION,
  };
  const present = host.docker.containers.find((container) => container.name === name);
  if (present !== undefined && present.labels[label('project')] !== project.name)
    return progress.do('Container', name, 'Error', () =>
      refused(
        `Conflict. The container name "/${name}" is already in use by container "${present.id}". ` +
          'You have to remove (or rename) that container to be able to reuse that name.',
      ),
    );
  const same = present?.labels[label('config-hash')] === labels[label('config-hash')];
  if (present?.status === 'running' && same)
    return progress.do('Container', name, 'Running', () => ({ ok: true, value: present }));
  return progress.do('Container', name, 'Started', () => {
    if (present !== undefined && !same) {
      const gone = ask(
        host,
        CLIENT,
        `DELETE /containers/${name}`,
        () => removeContainer(host, present, true),
        () => '',
      );
      if (!gone.ok) return gone;
    }
    const published = publishedFor(host, service.ports);
    const request = { ...service, name, networkIds, published, labels };
    const created =
      present !== undefined && same
        ? ({ ok: true, value: present } as const)
        : ask(
            host,
            CLIENT,
            `POST /containers/create ${name}`,
            () => createContainer(host, request),
            (made) => made.id,
          );
    if (!created.ok) return created;
    return ask(
      host,
      CLIENT,
      `POST /containers/${name}/start`,
      () => startContainer(host, created.value),
      () => 'started',
    );
  });
}

/** `null` when the project has nothing to remove. */
export function composeDown(host: DockerHost, project: string): ComposeOutcome | null {
  const progress = new Progress(host);
  const owned = (labels: Readonly<Record<string, string>>) => labels[label('project')] === project;
  const containers = host.docker.containers.filter((container) => owned(container.labels));
  const networks = host.docker.networks.filter((network) => owned(network.labels));
  if (containers.length + networks.length === 0) return null;
  for (const container of containers) {
    const { name } = container;
    const removed = progress.do('Container', name, 'Removed', () =>
      ask(
        host,
        CLIENT,
        `POST /containers/${name}/stop, DELETE /containers/${name}`,
        () => removeContainer(host, stopContainer(host, container, 0), true),
        () => 'removed',
      ),
    );
    if (!removed.ok) return { tasks: progress.tasks, error: `Error response from daemon: ${removed.message}` };
  }
  for (const network of networks) {
    const removed = progress.do('Network', network.name, 'Removed', () =>
      ask(
        host,
        CLIENT,
        `DELETE /networks/${network.name}`,
        () => removeNetwork(host, network.id),
        () => 'removed',
      ),
    );
    if (!removed.ok) {
      const error = `failed to remove network ${network.name}: Error response from daemon: ${removed.message}`;
      return { tasks: progress.tasks, error };
    }
  }
  return { tasks: progress.tasks, error: null };
}
