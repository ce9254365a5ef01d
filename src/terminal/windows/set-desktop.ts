/** `:set desktop vpnkit`: an older Docker Desktop on this PC; `:set desktop backend` today's. Facts V0.11, V1.3. */
import {
  ControlPlane,
  DESKTOP_VERSIONS,
  formatIp,
  switchDesktop,
  type DesktopGeneration,
  type Ip,
} from '../../engine/index.ts';
import { answer, misused, notModelled, sourceNote, type Context } from '../command.ts';
import type { RunResult } from '../run-result.ts';

const FORM = ':set desktop vpnkit|backend';
const LOG = 'docker/for-win#3758, the log of Docker Desktop 2.0.0.3; when between then and now it changed is not known';

/** Prints which program is the gateway now, and whom its names stand for. */
export function setDesktop(context: Context, typed: string): RunResult {
  const { desktop } = context.machine.windows ?? {};
  if (desktop === undefined) return notModelled(context, ':set desktop on a machine without Docker Desktop');
  if (!isGeneration(typed)) return misused(context, { understands: [FORM] }, 1, ':set desktop: vpnkit or backend');
  const plane = new ControlPlane(context.world, context.netns.id);
  if (!switchDesktop(plane, context.machine.id, typed))
    return notModelled(context, ':set desktop where the gateway is not in the picture');
  const { world } = plane;
  const names = Object.entries(world.machines[desktop.engine]?.names ?? {});
  const rows = [...new Set(names.map(([, address]) => address))].map((address) => row(address, names));
  return answer(context, [DESKTOP_VERSIONS[typed].process, ...rows, ...(typed === 'vpnkit' ? [sourceNote(LOG)] : [])], {
    world,
  });
}

function isGeneration(typed: string): typed is DesktopGeneration {
  return Object.hasOwn(DESKTOP_VERSIONS, typed);
}

function row(address: Ip, names: readonly (readonly [string, Ip])[]): string {
  const own = names.filter(([, other]) => other === address).map(([name]) => name);
  return `${formatIp(address).padEnd(16)}${own.join(' ')}`;
}
