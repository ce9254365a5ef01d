/** `systemctl restart docker`, the one service here, its older form `service docker restart`, and `systemctl reboot`. @see systemctl(1), service(8) */
import { loseDaemon, readDaemonConfig, restartDaemon } from '../../engine/index.ts';
import { answer, err, fail, misused, notModelled, type Command, type Context } from '../command.ts';
import type { RunResult } from '../run-result.ts';
import { closeDaemon, openDaemon } from './docker-call.ts';
import { startAgain } from './reboot.ts';

export const systemctl: Command = {
  name: 'systemctl',
  understands: ['systemctl restart docker', 'systemctl start docker', 'systemctl reboot'],
  run: (context, args) => {
    const [verb, unit] = args;
    if (verb === 'reboot' && unit === undefined) return startAgain(context);
    const name = unit?.replace(/\.service$/, '');
    if (verb === undefined || name === undefined) return misused(context, systemctl, 1, 'Too few arguments.');
    if (!['start', 'stop', 'restart', 'reload', 'status', 'enable', 'disable', 'is-active'].includes(verb))
      return misused(context, systemctl, 1, `Unknown command verb ${verb}.`);
    if (name !== 'docker' || context.machine.docker === undefined)
      return fail(context, 5, `Failed to ${verb} ${name}.service: Unit ${name}.service not found.`);
    if (verb === 'restart') return restart(context);
    // A service that runs is left as it is.
    if (verb === 'start') return context.machine.docker.down === undefined ? answer(context, []) : restart(context);
    return notModelled(context, `systemctl ${verb} docker`);
  },
};

export const service: Command = {
  name: 'service',
  understands: ['service docker restart'],
  isInstalled: ({ machine }) => machine.kind !== 'container',
  run: (context, [unit, verb]) =>
    unit === undefined || verb === undefined
      ? misused(
          context,
          service,
          1,
          'Usage: service < option > | --status-all | [ service_name [ command | --full-restart ] ]',
        )
      : systemctl.run(context, [verb, unit]),
};

function restart(context: Context): RunResult {
  const reading = readDaemonConfig(context.machine.files['/etc/docker/daemon.json'] ?? '{}');
  if (!reading.ok && 'unmodelled' in reading) return notModelled(context, reading.unmodelled);
  const host = openDaemon(context);
  if (!reading.ok) {
    loseDaemon(host);
    const lines = [
      'Job for docker.service failed because the control process exited with error code.',
      'See "systemctl status docker.service" and "journalctl -xeu docker.service" for details.',
      `dockerd: ${reading.error}`,
    ];
    return closeDaemon(context, host, lines.map(err), 1);
  }
  restartDaemon(host, reading.config);
  return closeDaemon(context, host, []);
}
