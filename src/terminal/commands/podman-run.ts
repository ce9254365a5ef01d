/** `podman run -d`: create, then start; what fails at start leaves a created container behind. @see podman-run(1) */
import {
  createPodmanContainer,
  imagesOfPodman,
  parsePublish,
  podmanImage,
  startPodmanContainer,
  stopPodmanContainer,
  endsAtOnce,
  type PublishedPort,
} from '../../engine/index.ts';
import { fail, notModelled, out, understands, type Context } from '../command.ts';
import { has, last, readLong, type LongOption } from '../options.ts';
import type { RunResult } from '../run-result.ts';
import { closePodman, openPodman, podmanError, podmanFlagFault, type PodmanCall } from './podman-call.ts';

const UNMODELLED = ['ip', 'mac-address', 'pod', 'add-host', 'dns', 'sysctl', 'entrypoint', 'network-alias'];

/** Those that change nothing a packet could notice are read and passed over. */
const OPTIONS: readonly LongOption[] = [
  { name: 'detach', short: 'd', value: false },
  { name: 'interactive', short: 'i', value: false },
  { name: 'tty', short: 't', value: false },
  { name: 'rm', value: false },
  { name: 'name', value: true },
  { name: 'network', value: true },
  { name: 'net', value: true },
  { name: 'publish', short: 'p', value: true },
  ...['hostname', 'env', 'volume', 'user', 'workdir', 'label', 'restart', 'memory', 'cpus'].map((name) => ({
    name,
    value: true,
  })),
  ...UNMODELLED.map((name) => ({ name, value: true })),
  { name: 'publish-all', short: 'P', value: false },
  { name: 'privileged', value: false },
];

export function podmanRun(call: PodmanCall): RunResult {
  const { context, command } = call;
  const options = readLong(call.args, OPTIONS, true);
  if (options.fault !== null) return podmanFlagFault(call, options.fault);
  const [typed, ...words] = options.operands;
  if (typed === undefined)
    return fail(
      context,
      125,
      podmanError('requires at least 1 arg(s), only received 0'),
      understands(command, call.path),
    );
  for (const name of [...UNMODELLED, 'publish-all', 'rm'])
    if (options.values.has(name)) return notModelled(context, `podman run --${name}`, 125);
  if (!has(options, 'detach')) return notModelled(context, 'podman run without -d', 125);
  const published = readPorts(context, options.values.get('publish') ?? []);
  if ('output' in published) return published;
  const network = last(options, 'network') ?? last(options, 'net') ?? 'podman';
  if (/^(host|none|container:|slirp4netns|pasta|private|ns:)|[,:]/.test(network))
    return notModelled(context, `podman run --network ${network}`, 125);
  const host = openPodman(context);
  const image = podmanImage(host.podman, typed);
  if (image === undefined) {
    const names = imagesOfPodman(host.podman).map(({ name }) => name);
    const why = `initializing source docker://${typed}: reading manifest: manifest unknown`;
    return fail(context, 125, podmanError(why), understands({ ...command, understands: names }));
  }
  const name = last(options, 'name') ?? `container_${host.hex(4)}`;
  const made = createPodmanContainer(host, { name, image: typed, command: words, network, published: published.ports });
  if (!made.ok) return closePodman(context, host, [podmanError(made.message)], made.exitCode);
  const started = startPodmanContainer(host, made.value);
  if (!started.ok) return closePodman(context, host, [podmanError(started.message)], started.exitCode);
  if (endsAtOnce(image.image, words)) stopPodmanContainer(host, started.value, 0);
  return closePodman(context, host, [out(made.value.id)]);
}

/** netavark joins neighbouring ports to one rule for a range, which the engine's DNAT does not know. */
function readPorts(
  context: Context,
  texts: readonly string[],
): { readonly ports: readonly PublishedPort[] } | RunResult {
  const ports: PublishedPort[] = [];
  for (const text of texts) {
    const tooHigh = (text.split('/')[0] ?? '').split(':').find((part) => /^\d+$/.test(part) && Number(part) > 65535);
    if (tooHigh !== undefined) {
      const why = `port numbers must be between 1 and 65535 (inclusive), got ${tooHigh}`;
      return fail(context, 125, podmanError(`parsing host port: ${why}`));
    }
    const read = parsePublish(text);
    if ('error' in read) return fail(context, 125, podmanError(read.error));
    for (const { hostPort, ...port } of read) {
      if (hostPort === null) return notModelled(context, `podman run -p ${text} (without a port of the host)`, 125);
      ports.push({ ...port, hostPort });
    }
  }
  const joined = ports.some((port) => ports.some((other) => isNext(port, other)));
  return joined ? notModelled(context, 'podman run -p of neighbouring ports (a range)', 125) : { ports };
}

function isNext(port: PublishedPort, other: PublishedPort): boolean {
  return (
    other.hostIp === port.hostIp &&
    other.protocol === port.protocol &&
    other.hostPort === port.hostPort + 1 &&
    other.containerPort === port.containerPort + 1
  );
}
