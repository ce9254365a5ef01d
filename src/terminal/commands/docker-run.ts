/** `docker run`: create, then start; what fails at start leaves a created container behind. @see docker-run(1) */
import {
  ask,
  createContainer,
  drawHex,
  endsAtOnce,
  engineMajor,
  findContainer,
  findImage,
  imagesOf,
  parseIp,
  parsePublish,
  publishedFor,
  stopContainer,
  type DockerHost,
  type DockerImage,
  type ExtraHost,
  type PortRequest,
} from '../../engine/index.ts';
import { answer, err, fail, notModelled, notModelledLine, out, understands } from '../command.ts';
import { has, last, readLong, type LongOption, type Options } from '../options.ts';
import { quoted } from '../quote.ts';
import type { OutputLine, RunResult } from '../run-result.ts';
import { closeDaemon, engineMachine, flagFault, openDaemon, wrongCount, type DockerCall } from './docker-call.ts';
import { startByName } from './docker-container.ts';

const RUN_OPTIONS: readonly LongOption[] = [
  { name: 'detach', short: 'd', value: false },
  { name: 'interactive', short: 'i', value: false },
  { name: 'tty', short: 't', value: false },
  { name: 'rm', value: false },
  { name: 'privileged', value: false },
  { name: 'name', value: true },
  { name: 'network', value: true },
  { name: 'net', value: true },
  { name: 'publish', short: 'p', value: true },
  { name: 'restart', value: true },
  { name: 'hostname', short: 'h', value: true },
  { name: 'env', short: 'e', value: true },
  { name: 'volume', short: 'v', value: true },
  { name: 'user', short: 'u', value: true },
  { name: 'workdir', short: 'w', value: true },
  { name: 'label', short: 'l', value: true },
  ...['ip', 'add-host', 'dns', 'entrypoint', 'mac-address', 'sysctl', 'network-alias', 'link', 'cap-add'].map(
    (name) => ({
      name,
      value: true,
    }),
  ),
  { name: 'publish-all', short: 'P', value: false },
  { name: 'pid', value: true },
];

/** An image that does nothing but go to the namespaces of process 1: with `--privileged --pid=host`, the engine's machine. Fact F1.2. */
const ENTERS_HOST = 'justincormack/nsenter1';

const RUN_UNMODELLED = ['dns', 'entrypoint', 'mac-address', 'sysctl', 'link', 'publish-all'];

export function dockerRun(call: DockerCall): RunResult {
  const { context, command } = call;
  const options = readLong(call.args, RUN_OPTIONS, true);
  if (options.fault !== null) return flagFault(call, options.fault);
  const [image, ...words] = options.operands;
  if (image === undefined) return wrongCount(call, 'at least 1 argument', '[OPTIONS] IMAGE [COMMAND] [ARG...]');
  for (const name of RUN_UNMODELLED)
    if (options.values.has(name)) return notModelled(context, `docker run --${name}`, 125);
  if (image.replace(/:latest$/, '') === ENTERS_HOST) return enterHost(call, options, words);
  if (options.values.has('pid')) return notModelled(context, 'docker run --pid', 125);
  const extraHosts = readHosts(options.values.get('add-host') ?? []);
  if (typeof extraHosts === 'string') return fail(context, 125, `docker: ${extraHosts}.`, RUN_HELP);
  const isAttached = !has(options, 'detach');
  const published: PortRequest[] = [];
  for (const text of options.values.get('publish') ?? []) {
    const ports = parsePublish(text);
    if ('error' in ports) return fail(context, 125, `docker: ${ports.error}.`, RUN_HELP);
    published.push(...ports);
  }
  const host = openDaemon(context);
  const known = findImage(host.docker, image);
  if (known === undefined) {
    const names = imagesOf(host.docker).map(({ name }) => name);
    return fail(context, 125, ...missingImage(image), understands({ ...command, understands: names }));
  }
  if (isAttached && context.machine.kind !== 'windows' && !isServer(known, words))
    return notModelled(context, 'docker run without -d of anything but a server', 125);
  const networkName = last(options, 'network') ?? last(options, 'net') ?? 'bridge';
  const joined = networkName.startsWith('container:') ? findContainer(host, networkName.slice(10)) : undefined;
  if (joined !== undefined && published.length > 0)
    return fail(
      context,
      125,
      'docker: conflicting options: port publishing and the container type network mode.',
      RUN_HELP,
    );
  const network = host.findNetwork(networkName === 'default' ? 'bridge' : networkName);
  const hostname = last(options, 'hostname');
  const addressText = last(options, 'ip');
  const address = addressText === undefined ? undefined : parseIp(addressText);
  if (address === null) return fail(context, 125, `docker: invalid IPv4 address: ${addressText ?? ''}.`, RUN_HELP);
  const restart = (last(options, 'restart') ?? 'no').replace(/^on-failure.*/, 'no');
  const name = last(options, 'name') ?? drawnName(host);
  const made = ask(
    host,
    'docker',
    `POST /containers/create ${name}`,
    () =>
      createContainer(host, {
        name,
        image,
        command: words,
        networkIds: [joined === undefined ? (network?.id ?? networkName) : `container:${joined.id}`],
        ...(address === undefined ? {} : { address }),
        ...(hostname === undefined ? {} : { hostname }),
        ...(extraHosts.length === 0 ? {} : { extraHosts }),
        published: publishedFor(host, published),
        restart: restart === 'always' || restart === 'unless-stopped' ? restart : 'no',
      }),
    (container) => container.id,
  );
  if (!made.ok) return closeDaemon(context, host, runError(host, made.message), 125);
  /** Only a detached run says which container it made. */
  const id = isAttached ? [] : [out(made.value.id)];
  const started = startByName(host, made.value);
  if (!started.ok) return closeDaemon(context, host, [...id, ...runError(host, started.message)], 125);
  if (endsAtOnce(known, words)) stopContainer(host, started.value, 0);
  return closeDaemon(context, host, isAttached ? [attachedNote(image)] : id);
}

/** It waits for calls until somebody ends it; another command would print, ask for keys or end before the shell is free again. */
function isServer(image: DockerImage, words: readonly string[]): boolean {
  return image.listens.length > 0 && (words[0] ?? '-').startsWith('-');
}

/** The container runs on; its log would fill the shell until Ctrl+C. */
function attachedNote(image: string): OutputLine {
  return notModelledLine(`the log of ${image}, which an attached run prints; the container runs`);
}

/** A shell beside the daemon, in the VM's own namespaces, or one command there. */
function enterHost({ context }: DockerCall, options: Options, words: readonly string[]): RunResult {
  const machine = engineMachine(context);
  if (machine === undefined || !has(options, 'privileged') || last(options, 'pid') !== 'host')
    return notModelled(context, `${ENTERS_HOST} without --privileged --pid=host`, 125);
  if (words.length === 0) return answer(context, [], { shellAt: machine.id });
  return context.run(context.world, machine.id, words.map(quoted).join(' '));
}

/** `NAME:ADDR`, or `NAME:host-gateway`. @returns the CLI's words about the first that is neither */
function readHosts(texts: readonly string[]): readonly ExtraHost[] | string {
  const hosts: ExtraHost[] = [];
  for (const text of texts) {
    const cut = text.search(/[:=]/);
    const name = text.slice(0, Math.max(cut, 0));
    const typed = text.slice(cut + 1);
    const address = typed === 'host-gateway' ? typed : parseIp(typed);
    if (name === '' || address === null) return `bad format for add-host: "${text}"`;
    hosts.push({ name, address });
  }
  return hosts;
}

const RUN_HELP = "See 'docker run --help'.";

/** Command lines up to 27 see to one full stop behind the daemon's words and point to the help; later ones leave a line free. */
function runError({ docker }: DockerHost, message: string): readonly OutputLine[] {
  if (engineMajor(docker.version) >= 28)
    return [`docker: Error response from daemon: ${message}`, '', "Run 'docker run --help' for more information"].map(
      err,
    );
  return [err(`docker: Error response from daemon: ${message.replace(/\.$/, '')}.`), err(RUN_HELP)];
}

function missingImage(image: string): readonly OutputLine[] {
  const full = image.includes(':') ? image : `${image}:latest`;
  const name = image.replace(/:.*/, '');
  return [
    err(`Unable to find image '${full}' locally`),
    err(
      `docker: Error response from daemon: pull access denied for ${name}, repository does not exist or may require ` +
        "'docker login': denied: requested access to the resource is denied.",
    ),
    err(RUN_HELP),
  ];
}

/** Docker makes names of an adjective and a surname; here two letters stand for each. */
function drawnName(host: DockerHost): string {
  const digits = drawHex(host.plane.world.seed, `${host.machineId}/name/${host.docker.draws ?? 0}`, 4);
  return `container_${digits}`;
}
