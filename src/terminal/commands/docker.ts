/** `docker`: on to whoever answers for the command. The CLI has the version of its engine. */
import { answer, misused, notModelled, type Command } from '../command.ts';
import type { RunResult } from '../run-result.ts';
import { dockerOf, engineMachine, unreachableDocker, type DockerCall } from './docker-call.ts';
import { composeForms, dockerCompose } from './docker-compose.ts';
import { dockerExec, dockerOnEach, dockerPort, dockerPs } from './docker-container.ts';
import { dockerInspect } from './docker-inspect.ts';
import { dockerNetwork } from './docker-network.ts';
import { dockerRun } from './docker-run.ts';
import { dockerVersion } from './docker-version.ts';

const VERBS: Readonly<Record<string, (call: DockerCall) => RunResult>> = {
  compose: dockerCompose,
  network: dockerNetwork,
  ps: dockerPs,
  run: dockerRun,
  start: (call) => dockerOnEach(call, 'start'),
  stop: (call) => dockerOnEach(call, 'stop'),
  restart: (call) => dockerOnEach(call, 'restart'),
  kill: (call) => dockerOnEach(call, 'kill'),
  rm: (call) => dockerOnEach(call, 'rm'),
  exec: dockerExec,
  inspect: dockerInspect,
  port: dockerPort,
  container: (call) => container(call),
  version: dockerVersion,
};

/** `docker container ls` and the like are other names of the same. */
function container(call: DockerCall): RunResult {
  const [verb = '', ...args] = call.args;
  const name = verb === 'ls' || verb === 'list' ? 'ps' : verb;
  const found = ['ps', 'run', 'start', 'stop', 'restart', 'kill', 'rm', 'exec', 'inspect', 'port'].includes(name);
  if (!found) return notModelled(call.context, `docker container ${verb}`);
  return VERBS[name]?.({ ...call, path: `docker container ${verb}`, args }) ?? answer(call.context, []);
}

const NOT_HERE: readonly string[] = [
  ...[
    'attach',
    'build',
    'builder',
    'buildx',
    'commit',
    'config',
    'context',
    'cp',
    'create',
    'diff',
    'events',
    'export',
  ],
  ...['history', 'image', 'images', 'import', 'info', 'load', 'login', 'logout', 'logs', 'manifest', 'node'],
  ...['pause', 'plugin', 'pull', 'push', 'rename', 'rmi', 'save', 'search', 'secret', 'service', 'stack', 'stats'],
  ...['swarm', 'system', 'tag', 'top', 'trust', 'unpause', 'update', 'volume', 'wait'],
];

export const docker: Command = {
  name: 'docker',
  understands: [
    ...composeForms,
    'docker network ls',
    "docker network inspect [-f '{{json .IPAM}}'] NET",
    'docker network create [--subnet ADDR/N] [--gateway ADDR] [--internal] [-o KEY=VALUE] NET',
    'docker network rm NET',
    'docker network prune [-f]',
    'docker network connect NET CONTAINER',
    "docker ps [-a] [--filter name=NAME] [--format 'table {{.Names}}\\t{{.Status}}']",
    'docker run [-d] [--name NAME] [--network NET] [--ip ADDR] [-p HOST:CONTAINER] [--restart always] IMAGE',
    'docker start|stop|restart|kill CONTAINER',
    'docker rm [-f] CONTAINER',
    'docker exec [-it] CONTAINER COMMAND',
    'docker port CONTAINER',
    "docker inspect [-f '{{json .NetworkSettings}}'] CONTAINER|NETWORK",
    "docker version [-f '{{.Server.Version}}']",
  ],
  isInstalled: (context) => engineMachine(context) !== undefined,
  run: (context, args) => {
    const [verb, ...rest] = args;
    if (verb === '-v' || verb === '--version') return answer(context, [`Docker version ${dockerOf(context).version}`]);
    if (verb === undefined || verb === '--help' || verb === 'help')
      return misused(
        context,
        docker,
        0,
        'Usage:  docker [OPTIONS] COMMAND',
        '',
        'A self-sufficient runtime for containers',
      );
    const unreachable = unreachableDocker(context);
    if (unreachable !== null) return unreachable;
    const found = Object.hasOwn(VERBS, verb) ? VERBS[verb] : undefined;
    if (found !== undefined) return found({ context, command: docker, path: `docker ${verb}`, args: rest });
    if (NOT_HERE.includes(verb)) return { ...notModelled(context, `docker ${verb}`) };
    if (verb.startsWith('-')) return misused(context, docker, 125, `unknown flag: ${verb}`, "See 'docker --help'.");
    return misused(context, docker, 1, `docker: '${verb}' is not a docker command.`, "See 'docker --help'");
  },
};
