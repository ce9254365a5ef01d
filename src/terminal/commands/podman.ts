/** `podman`: on to whoever answers for the command. @see podman(1) */
import { answer, misused, notModelled, type Command } from '../command.ts';
import type { RunResult } from '../run-result.ts';
import { podmanOf, type PodmanCall } from './podman-call.ts';
import { podmanExec, podmanInspect, podmanOnEach, podmanPort, podmanPs } from './podman-container.ts';
import { podmanNetwork } from './podman-network.ts';
import { podmanRun } from './podman-run.ts';

const VERBS: Readonly<Record<string, (call: PodmanCall) => RunResult>> = {
  network: podmanNetwork,
  ps: podmanPs,
  run: podmanRun,
  start: (call) => podmanOnEach(call, 'start'),
  stop: (call) => podmanOnEach(call, 'stop'),
  restart: (call) => podmanOnEach(call, 'restart'),
  kill: (call) => podmanOnEach(call, 'kill'),
  rm: (call) => podmanOnEach(call, 'rm'),
  exec: podmanExec,
  port: podmanPort,
  inspect: podmanInspect,
};

const NOT_HERE: ReadonlySet<string> = new Set(
  (
    'attach auto-update build commit compose container cp create diff events export generate healthcheck history image images ' +
    'import info init kube load login logout logs machine manifest mount pause play pod pull push rename rmi save search secret ' +
    'stats system tag top unmount unpause unshare untag update volume wait'
  ).split(' '),
);

export const podman: Command = {
  name: 'podman',
  understands: [
    'podman network ls [-q]',
    'podman network inspect [-f TEMPLATE] NET',
    'podman network create [--subnet ADDR/N] [--gateway ADDR] [--internal] [NET]',
    'podman network rm NET',
    'podman ps [-a] [-q]',
    'podman run -d [--name NAME] [--network NET] [-p HOST:CONTAINER] IMAGE [COMMAND]',
    'podman start|stop|restart|kill CONTAINER',
    'podman rm [-f] CONTAINER',
    'podman exec [-it] CONTAINER COMMAND',
    'podman port CONTAINER',
    'podman inspect -f TEMPLATE CONTAINER',
  ],
  isInstalled: ({ machine }) => machine.podman !== undefined,
  run: (context, args) => {
    const [verb, ...rest] = args;
    if (verb === '-v' || verb === '--version') return answer(context, [`podman version ${podmanOf(context).version}`]);
    if (verb === undefined || verb === '--help' || verb === 'help')
      return misused(
        context,
        podman,
        0,
        'Manage pods, containers and images',
        '',
        'Usage:',
        '  podman [options] [command]',
      );
    const found = Object.hasOwn(VERBS, verb) ? VERBS[verb] : undefined;
    if (found !== undefined) return found({ context, command: podman, path: `podman ${verb}`, args: rest });
    if (NOT_HERE.has(verb) || verb === 'version') return notModelled(context, `podman ${verb}`, 125);
    return misused(
      context,
      podman,
      125,
      `Error: unrecognized command \`podman ${verb}\``,
      "Try 'podman --help' for more information",
    );
  },
};
