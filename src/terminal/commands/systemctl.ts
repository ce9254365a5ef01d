/** `systemctl restart docker`, the one service here, its older form `service docker restart`, and `systemctl reboot`. @see systemctl(1), service(8) */
import { readDaemonConfig, restartDaemon } from '../../engine/index.ts';
import { fail, misused, notModelled, type Command, type Context } from '../command.ts';
import type { RunResult } from '../run-result.ts';
import { closeDaemon, openDaemon } from './docker-call.ts';
import { startAgain } from './reboot.ts';

export const systemctl: Command = {
  name: 'systemctl',
  understands: ['systemctl restart docker', 'systemctl reboot'],
  run: (context, args) => {
    const [verb, unit] = args;
    if (verb === 'reboot' && unit === undefined) return startAgain(context);
    const name = unit?.replace(/\.service$/, '');
    if (verb === undefined || name === undefined) return misused(context, systemctl, 1, 'Too few arguments.');
    if (!['start', 'stop', 'restart', 'reload', 'status', 'enable', 'disable', 'is-active'].includes(verb))
      return misused(context, systemctl, 1, `Unknown command verb ${verb}.`);
    if (name !== 'docker' || context.machine.docker === undefined)
      return fail(context, 5, `Failed to ${verb} ${name}.service: Unit ${name}.service not found.`);
    return verb === 'restart' ? restart(context) : notModelled(context, `systemctl ${verb} docker`);
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
  if (!reading.ok) {
    return fail(
      context,
      1,
      'Job for docker.service failed because the control process exited with error code.',
      'See "systemctl status docker.service" and "journalctl -xeu docker.service" for details.',
      `dockerd: ${reading.error}`,
    );
  }
  const host = openDaemon(context);
  restartDaemon(host, reading.config);
  return closeDaemon(context, host, []);
}
