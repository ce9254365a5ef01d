import { ask, connectNetwork, findContainer } from '../../engine/index.ts';
import { fail, notModelled } from '../command.ts';
import { readLong } from '../options.ts';
import type { RunResult } from '../run-result.ts';
import { closeDaemon, daemonError, flagFault, openDaemon, wrongCount, type DockerCall } from './docker-call.ts';

export function dockerNetworkConnect(call: DockerCall): RunResult {
  const { context } = call;
  const options = readLong(call.args, [
    { name: 'ip', value: true },
    { name: 'alias', value: true },
  ]);
  if (options.fault !== null) return flagFault(call, options.fault);
  if (options.values.has('ip')) return notModelled(context, 'docker network connect --ip');
  const [networkName, containerName] = options.operands;
  if (networkName === undefined || containerName === undefined)
    return wrongCount(call, 'exactly 2 arguments', '[OPTIONS] NETWORK CONTAINER');
  const host = openDaemon(context);
  const network = host.findNetwork(networkName);
  const container = findContainer(host, containerName);
  if (network === undefined) return fail(context, 1, daemonError(`network ${networkName} not found`));
  if (container === undefined) return fail(context, 1, daemonError(`No such container: ${containerName}`));
  const connected = ask(
    host,
    'docker',
    `POST /networks/${networkName}/connect ${containerName}`,
    () => connectNetwork(host, container, network),
    () => 'connected',
  );
  return connected.ok
    ? closeDaemon(context, host, [])
    : closeDaemon(context, host, [daemonError(connected.message)], 1);
}
