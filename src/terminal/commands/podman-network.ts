/** `podman network …`. @see podman-network(1) */
import {
  createPodmanNetwork,
  parseIp,
  parsePrefix,
  removePodmanNetwork,
  type PodmanNetworkRequest,
} from '../../engine/index.ts';
import { answer, fail, misused, notModelled, out } from '../command.ts';
import { has, last, readLong, type LongOption, type Options } from '../options.ts';
import { byName, podmanJson, podmanNetworkJson, podmanNetworkTable } from '../print/podman.ts';
import { renderTemplate } from '../print/template.ts';
import type { OutputLine, RunResult } from '../run-result.ts';
import { closePodman, openPodman, podmanError, podmanFlagFault, podmanOf, type PodmanCall } from './podman-call.ts';

export function podmanNetwork(call: PodmanCall): RunResult {
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
    case 'connect':
    case 'disconnect':
    case 'exists':
    case 'prune':
    case 'reload':
      return notModelled(call.context, `podman network ${verb}`, 125);
    default:
      return misused(call.context, call.command, 125, "Error: missing command 'podman network COMMAND'");
  }
}

function list(call: PodmanCall): RunResult {
  const options = readLong(call.args, [{ name: 'quiet', short: 'q', value: false }]);
  if (options.fault !== null) return podmanFlagFault(call, options.fault);
  const { networks } = podmanOf(call.context);
  if (has(options, 'quiet'))
    return answer(
      call.context,
      byName(networks).map(({ name }) => name),
    );
  return answer(call.context, podmanNetworkTable(networks));
}

function inspect(call: PodmanCall): RunResult {
  const { context } = call;
  const options = readLong(call.args, [{ name: 'format', short: 'f', value: true }]);
  if (options.fault !== null) return podmanFlagFault(call, options.fault);
  const host = openPodman(context);
  const errors: OutputLine[] = [];
  const found = options.operands.flatMap((name) => {
    const network = host.network(name);
    if (network !== undefined) return [podmanNetworkJson(network)];
    const missing = `unable to find network with name or ID ${name}: network not found`;
    errors.push(podmanError(`inspecting object: network ${name}: ${missing}`));
    return [];
  });
  const exitCode = errors.length > 0 ? 125 : 0;
  const format = last(options, 'format');
  if (format === undefined) return answer(context, [...podmanJson(found), ...errors], { exitCode });
  const rendered = found.map((network) => renderTemplate(format, network));
  const bad = rendered.find((part) => 'unmodelled' in part);
  if (bad !== undefined) return notModelled(context, `--format ${bad.unmodelled}`, 125);
  const texts = rendered.map((part) => ('text' in part ? part.text : ''));
  return answer(context, [...texts, ...errors], { exitCode });
}

const CREATE: readonly LongOption[] = [
  { name: 'subnet', value: true },
  { name: 'gateway', value: true },
  { name: 'internal', value: false },
  { name: 'disable-dns', value: false },
  ...['driver', 'opt', 'label', 'ip-range', 'ipam-driver', 'route', 'interface-name'].map((name) => ({
    name,
    value: true,
  })),
  { name: 'ipv6', value: false },
];

function create(call: PodmanCall): RunResult {
  const { context } = call;
  const options = readLong(call.args, CREATE);
  if (options.fault !== null) return podmanFlagFault(call, options.fault);
  for (const { name } of CREATE.slice(3))
    if (options.values.has(name)) return notModelled(context, `podman network create --${name}`, 125);
  const request = readRequest(options);
  if ('error' in request) return fail(context, 125, request.error);
  const host = openPodman(context);
  const made = createPodmanNetwork(host, request);
  return made.ok
    ? closePodman(context, host, [out(made.value.name)])
    : closePodman(context, host, [podmanError(made.message)], made.exitCode);
}

function readRequest(options: Options): PodmanNetworkRequest | { readonly error: OutputLine } {
  const subnetText = last(options, 'subnet');
  const gatewayText = last(options, 'gateway');
  const subnet = subnetText === undefined ? undefined : subnetText.includes('/') ? parsePrefix(subnetText) : null;
  if (subnet === null) return { error: podmanError(`invalid CIDR address: ${subnetText ?? ''}`) };
  const gateway = gatewayText === undefined ? undefined : parseIp(gatewayText);
  if (gateway === null)
    return { error: podmanError(`invalid argument "${gatewayText ?? ''}" for "--gateway" flag: invalid IP address`) };
  const [name] = options.operands;
  return {
    ...(name === undefined ? {} : { name }),
    ...(subnet === undefined ? {} : { subnet }),
    ...(gateway === undefined ? {} : { gateway }),
    internal: has(options, 'internal'),
  };
}

/** When one of several fails, the names of those that went are not printed. */
function remove(call: PodmanCall): RunResult {
  const { context } = call;
  const options = readLong(call.args, [{ name: 'force', short: 'f', value: false }]);
  if (options.fault !== null) return podmanFlagFault(call, options.fault);
  if (options.values.has('force')) return notModelled(context, 'podman network rm --force', 125);
  if (options.operands.length === 0)
    return fail(context, 125, podmanError(`requires at least 1 arg(s), only received 0`));
  const host = openPodman(context);
  const removed = options.operands.map((name) => removePodmanNetwork(host, name));
  const failed = removed.flatMap((one) => (one.ok ? [] : [one]));
  if (failed.length === 0) return closePodman(context, host, options.operands.map(out));
  const errors = failed.map(({ message }) => podmanError(message));
  return closePodman(context, host, errors, Math.max(...failed.map(({ exitCode }) => exitCode)));
}
