/** `reboot`: the machine starts again from its configuration files. @see reboot(8) */
import { readDaemonConfig, rebootMachine } from '../../engine/index.ts';
import { answer, misused, notModelled, type Command, type Context } from '../command.ts';
import type { RunResult } from '../run-result.ts';

export const reboot: Command = {
  name: 'reboot',
  understands: ['reboot'],
  isInstalled: ({ machine }) => machine.kind !== 'container',
  run: (context, args) => (args.length > 0 ? misused(context, reboot, 1, 'Too many arguments.') : startAgain(context)),
};

/** Prints nothing: whoever is logged in only loses the connection. */
export function startAgain(context: Context): RunResult {
  const { machine, world } = context;
  if (machine.podman !== undefined) return notModelled(context, 'reboot of a machine with Podman');
  if (machine.boot === undefined) return notModelled(context, `reboot of ${machine.id}`);
  const reading = readDaemonConfig(machine.files['/etc/docker/daemon.json'] ?? '{}');
  if (!reading.ok) {
    const why = 'unmodelled' in reading ? reading.unmodelled : reading.error;
    if (machine.docker !== undefined) return notModelled(context, `a boot without its daemon: ${why}`);
  }
  const plane = rebootMachine(world, machine.id, reading.ok ? reading.config : {});
  plane.result(machine.netns, 'delivered', '');
  return answer(context, [], { world: plane.world, trace: plane.trace() });
}
