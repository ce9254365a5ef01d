/** `docker network …`. @see docker-network(1) */
import {
  ask,
  createNetwork,
  parseIp,
  parsePrefix,
  contains,
  pruneNetworks,
  removeNetwork,
  type DockerNetwork,
  type NetworkRequest,
} from '../../engine/index.ts';
import { answer, err, fail, notModelled, out, understands } from '../command.ts';
import { last, has, readLong, type LongOption, type Options } from '../options.ts';
import { networkJson, networkTable } from '../print/docker.ts';
import { jsonLines, renderTemplate } from '../print/template.ts';
import type { OutputLine, RunResult } from '../run-result.ts';
import {
  closeDaemon,
  daemonError,
  dockerOf,
  flagFault,
  openDaemon,
  outLines,
  wrongCount,
  type DockerCall,
} from './docker-call.ts';
import { dockerNetworkConnect } from './docker-network-connect.ts';

export function dockerNetwork(call: DockerCall): RunResult {
  const [verb, ...args] = call.args;
  const inner = { ...call, path: `${call.path} ${verb ?? ''}`.trim(), args };
  switch (verb) {
    case 'ls':
    case 'list':
      return list(inner);
    case 'inspect':
      return inspect(inner);
    case 'create':
      return create(inner);
    case 'rm':
    case 'remove':
      return remove(inner);
    case 'prune':
      return prune(inner);
    case 'connect':
      return dockerNetworkConnect(inner);
    case 'disconnect':
      return notModelled(call.context, 'docker network disconnect');
    default:
      return wrongCommand(call);
  }
}

function wrongCommand({ context, command }: DockerCall): RunResult {
  const lines = ['Usage:  docker network COMMAND', '', 'Manage networks'];
  return fail(context, 1, ...lines, understands(command, 'docker network'));
}

function list(call: DockerCall): RunResult {
  const { context } = call;
  const options = readLong(call.args, [
    { name: 'quiet', short: 'q', value: false },
    { name: 'no-trunc', value: false },
    { name: 'filter', short: 'f', value: true },
    { name: 'format', value: true },
  ]);
  if (options.fault !== null) return flagFault(call, options.fault);
  for (const name of ['no-trunc', 'filter', 'format'])
    if (options.values.has(name)) return notModelled(context, `docker network ls --${name}`);
  const { networks } = dockerOf(context);
  if (has(options, 'quiet'))
    return answer(
      context,
      networks.map((network) => network.id.slice(0, 12)),
    );
  return answer(context, networkTable(networks));
}

function inspect(call: DockerCall): RunResult {
  const { context } = call;
  const options = readLong(call.args, [
    { name: 'format', short: 'f', value: true },
    { name: 'verbose', short: 'v', value: false },
  ]);
  if (options.fault !== null) return flagFault(call, options.fault);
  if (options.operands.length === 0) return wrongCount(call, 'at least 1 argument', '[OPTIONS] NETWORK [NETWORK...]');
  const host = openDaemon(context);
  const format = last(options, 'format');
  const found: DockerNetwork[] = [];
  const errors: OutputLine[] = [];
  for (const name of options.operands) {
    const network = host.findNetwork(name);
    if (network === undefined) errors.push(daemonError(`network ${name} not found`));
    else found.push(network);
  }
  const values = found.map((network) => networkJson(host.docker, network));
  const exitCode = errors.length > 0 ? 1 : 0;
  if (format === undefined) return answer(context, [...jsonLines(values), ...errors], { exitCode });
  const lines: OutputLine[] = [];
  for (const value of values) {
    const rendered = renderTemplate(format, value);
    if ('unmodelled' in rendered) return notModelled(context, `the template ${rendered.unmodelled}`);
    lines.push(...rendered.text.split('\n').map(out));
  }
  return answer(context, [...lines, ...errors], { exitCode });
}

const CREATE_OPTIONS: readonly LongOption[] = [
  { name: 'subnet', value: true },
  { name: 'gateway', value: true },
  { name: 'driver', short: 'd', value: true },
  { name: 'opt', short: 'o', value: true },
  { name: 'label', value: true },
  { name: 'internal', value: false },
  ...['attachable', 'ipv6', 'ingress', 'config-only'].map((name) => ({ name, value: false })),
  ...['ip-range', 'aux-address', 'scope', 'config-from', 'ipam-driver', 'ipam-opt'].map((name) => ({
    name,
    value: true,
  })),
];

function create(call: DockerCall): RunResult {
  const { context } = call;
  const options = readLong(call.args, CREATE_OPTIONS);
  if (options.fault !== null) return flagFault(call, options.fault);
  const [name] = options.operands;
  if (name === undefined || options.operands.length > 1)
    return wrongCount(call, 'exactly 1 argument', '[OPTIONS] NETWORK');
  if (has(options, 'ipv6')) return notModelled(context, 'IPv6');
  for (const other of [
    'ip-range',
    'aux-address',
    'scope',
    'config-from',
    'config-only',
    'ingress',
    'ipam-driver',
    'ipam-opt',
  ])
    if (options.values.has(other)) return notModelled(context, `docker network create --${other}`);
  const driver = last(options, 'driver') ?? 'bridge';
  if (driver !== 'bridge') {
    return ['macvlan', 'ipvlan', 'overlay', 'host', 'null'].includes(driver)
      ? notModelled(context, `the network driver ${driver}`)
      : fail(context, 1, daemonError(`plugin "${driver}" not found`));
  }
  const request = readRequest(name, options);
  if ('error' in request) return fail(context, 1, request.error);
  const host = openDaemon(context);
  const made = ask(
    host,
    'docker',
    `POST /networks/create ${name}`,
    () => createNetwork(host, request),
    (network) => network.id,
  );
  return made.ok
    ? closeDaemon(context, host, [out(made.value.id)])
    : closeDaemon(context, host, [daemonError(made.message)], 1);
}

/** The CLI itself only holds the gateway against the subnet; the rest is the daemon's business. */
function readRequest(name: string, options: Options): NetworkRequest | { readonly error: OutputLine } {
  const subnetText = last(options, 'subnet');
  const gatewayText = last(options, 'gateway');
  const subnet =
    subnetText?.includes('/') === true ? parsePrefix(subnetText) : subnetText === undefined ? undefined : null;
  if (subnet === null) return { error: daemonError(`invalid CIDR address: ${subnetText ?? ''}`) };
  const gateway = gatewayText === undefined ? undefined : parseIp(gatewayText);
  if (gateway === null) return { error: daemonError(`invalid gateway address: ${gatewayText ?? ''}`) };
  if (gateway !== undefined && (subnet === undefined || !contains(subnet, gateway)))
    return { error: err(`no matching subnet for gateway ${gatewayText ?? ''}`) };
  return {
    name,
    ...(subnet === undefined ? {} : { subnet }),
    ...(subnetText === undefined ? {} : { subnetText }),
    ...(gateway === undefined ? {} : { gateway }),
    internal: has(options, 'internal'),
    options: pairs(options.values.get('opt') ?? []),
    labels: pairs(options.values.get('label') ?? []),
  };
}

function pairs(texts: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(texts.map((text) => [text.split('=')[0] ?? '', text.split('=').slice(1).join('=')]));
}

function remove(call: DockerCall): RunResult {
  const { context } = call;
  const options = readLong(call.args, [{ name: 'force', short: 'f', value: false }]);
  if (options.fault !== null) return flagFault(call, options.fault);
  if (options.operands.length === 0) return wrongCount(call, 'at least 1 argument', 'NETWORK [NETWORK...]');
  const host = openDaemon(context);
  const lines: OutputLine[] = [];
  for (const name of options.operands) {
    const removed = ask(
      host,
      'docker',
      `DELETE /networks/${name}`,
      () => removeNetwork(host, name),
      () => 'removed',
    );
    lines.push(removed.ok ? out(name) : daemonError(removed.message));
  }
  const failed = lines.some((line) => line.stream === 'err');
  return closeDaemon(context, host, failed ? [...lines, err('exit status 1')] : lines, failed ? 1 : 0);
}

const PRUNE_WARNING = [
  'WARNING! This will remove all custom networks not used by at least one container.',
  'Are you sure you want to continue? [y/N] y',
];

/** Asked without `-f`, somebody answers y. */
function prune(call: DockerCall): RunResult {
  const { context } = call;
  const options = readLong(call.args, [
    { name: 'force', short: 'f', value: false },
    { name: 'filter', value: true },
  ]);
  if (options.fault !== null) return flagFault(call, options.fault);
  if (options.values.has('filter')) return notModelled(context, 'docker network prune --filter');
  const host = openDaemon(context);
  const pruned = ask(
    host,
    'docker',
    'POST /networks/prune',
    () => ({ ok: true, value: pruneNetworks(host) }),
    (gone) => gone.map((network) => network.name).join(', '),
  );
  const names = pruned.ok ? pruned.value.map((network) => network.name) : [];
  const deleted = names.length > 0 ? ['Deleted Networks:', ...names, ''] : [];
  return closeDaemon(context, host, outLines([...(has(options, 'force') ? [] : PRUNE_WARNING), ...deleted]));
}
