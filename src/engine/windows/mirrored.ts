/**
 * Mirrored networking: Windows and the WSL VM have the same addresses, and a packet for one of them goes to the kernel where
 * somebody waits for it. Facts V2.11, V2.12. How Windows keeps the two apart inside is not documented; what follows is inferred.
 */
import type { NetnsId, World } from '../world/world.ts';
import { isVmRunning, type WslState } from './wsl.ts';

/** The kernel that shares a namespace's addresses. */
export interface Mirror {
  readonly other: NetnsId;
  readonly isVm: boolean;
  readonly wsl: WslState;
}

const known = new WeakMap<World['machines'], ReadonlyMap<NetnsId, Mirror>>();

/** By namespace, both ways; empty on nearly every world. */
export function mirrorsOf({ machines }: Pick<World, 'machines'>): ReadonlyMap<NetnsId, Mirror> {
  let mirrors = known.get(machines);
  if (mirrors === undefined) known.set(machines, (mirrors = findMirrors(machines)));
  return mirrors;
}

function findMirrors(machines: World['machines']): ReadonlyMap<NetnsId, Mirror> {
  const mirrors = new Map<NetnsId, Mirror>();
  for (const { netns, windows } of Object.values(machines)) {
    const wsl = windows?.wsl;
    const vm = machines[wsl?.vm ?? ''];
    if (wsl?.networkingMode !== 'mirrored' || vm === undefined || !isVmRunning(wsl)) continue;
    mirrors.set(netns, { other: vm.netns, isVm: false, wsl });
    mirrors.set(vm.netns, { other: netns, isVm: true, wsl });
  }
  return mirrors;
}
