/** `:set podman 6.0` and `:set force_port_listen on`: what another version of Podman does about published ports. Fact V2.13. */
import { ControlPlane, PodmanHost, setPortListen, switchPodman, type MachineId } from '../engine/index.ts';
import { answer, fail, misused, notModelled, notModelledLine, out, sourceNote, type Context } from './command.ts';
import type { RunResult } from './run-result.ts';

export const PODMAN_SETTINGS: readonly string[] = [':set podman VERSION', ':set force_port_listen on|off'];

const ISSUES = 'Podman issue 29377 and pull request 29475';

export function setPodman(context: Context, what: string, value: string | undefined): RunResult {
  const machine = machineOf(context);
  if (machine === null) return fail(context, 1, ':set: no Podman on this machine');
  const host = new PodmanHost(new ControlPlane(context.world, context.netns.id), machine);
  return what === 'podman' ? version(context, host, value) : portListen(context, host, value);
}

/** Podman itself, or on Windows the distribution that it runs in. */
function machineOf({ world, machine }: Context): MachineId | null {
  if (machine.podman !== undefined) return machine.id;
  const inside = machine.windows?.wsl?.distributions.map((one) => one.machine) ?? [];
  return inside.find((id) => world.machines[id]?.podman !== undefined) ?? null;
}

function version(context: Context, host: PodmanHost, value: string | undefined): RunResult {
  if (value === undefined)
    return misused(context, { understands: PODMAN_SETTINGS }, 1, ':set: podman, and a version (4.3, 5.8.5, 6.0, 6.1)');
  const switched = switchPodman(host, value);
  if (!switched.ok) return notModelled(context, switched.message);
  return answer(
    context,
    [
      out(`podman version ${switched.value}`),
      sourceNote(`${ISSUES}; a container that runs keeps its socket until it starts again`),
      notModelledLine('the firewall rules of this version: they stay those of 4.3'),
    ],
    { world: host.plane.world },
  );
}

function portListen(context: Context, host: PodmanHost, value: string | undefined): RunResult {
  if (value !== 'on' && value !== 'off')
    return misused(context, { understands: PODMAN_SETTINGS }, 1, ':set: force_port_listen, on or off');
  const done = setPortListen(host, value === 'on');
  if (!done.ok) return fail(context, 1, `:set: no ${done.message}`, sourceNote(`${ISSUES}: 5.8.6, and 6.1 on`));
  return answer(
    context,
    [
      out(`force_port_listen=${value === 'on' ? 'true' : 'false'}`),
      sourceNote(`${ISSUES}; from a container's next start on`),
    ],
    { world: host.plane.world },
  );
}
