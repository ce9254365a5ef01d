/** What every container engine has on the machine it runs on: its memory, its draws, its namespace. */
import type { Edit } from '../world/edit.ts';
import type { Machine, MachineId, Netns, NetnsId } from '../world/world.ts';
import type { ControlPlane } from './control-plane.ts';
import { drawHex, drawNumber } from './draw.ts';
import { instantAt, isoInstant } from './instant.ts';

interface EngineState {
  /** Values drawn so far. */
  readonly draws?: number;
  /** Values that the source names, taken one by one before any is drawn. */
  readonly givenIds?: object;
}

export abstract class EngineHost<State extends EngineState> {
  readonly plane: ControlPlane;
  readonly machineId: MachineId;
  /** Tells its draws from another engine's on the same machine. */
  protected abstract readonly engine: 'docker' | 'podman';

  constructor(plane: ControlPlane, machineId: MachineId) {
    this.plane = plane;
    this.machineId = machineId;
  }

  /** What the engine remembers. @throws Error when it is not installed here */
  protected abstract get state(): State;
  abstract setEdit(fields: Partial<State>): Edit;

  get machine(): Machine {
    const machine = this.plane.world.machines[this.machineId];
    if (machine === undefined) throw new Error(`no machine ${this.machineId}`);
    return machine;
  }

  get netnsId(): NetnsId {
    return this.machine.netns;
  }

  get netns(): Netns {
    const netns = this.plane.world.netns[this.netnsId];
    if (netns === undefined) throw new Error(`no namespace ${this.netnsId}`);
    return netns;
  }

  /** Remembers without telling. */
  set(fields: Partial<State>): void {
    this.plane.quietly([this.setEdit(fields)]);
  }

  hex(digits: number): string {
    return drawHex(this.plane.world.seed, this.#label(), digits);
  }

  number(low: number, high: number): number {
    return drawNumber(this.plane.world.seed, this.#label(), low, high);
  }

  #label(): string {
    const draws = this.state.draws ?? 0;
    this.set({ draws: draws + 1 } as Partial<State>);
    return `${this.machineId}/${this.engine}/${draws}`;
  }

  /** The next value of this kind that the source names; undefined when none is left. */
  given(kind: keyof NonNullable<State['givenIds']>): string | undefined {
    const { givenIds } = this.state;
    const [first, ...rest] = (givenIds as Partial<Record<typeof kind, readonly string[]>> | undefined)?.[kind] ?? [];
    if (first !== undefined) this.set({ givenIds: { ...givenIds, [kind]: rest } } as Partial<State>);
    return first;
  }

  /** `Created` of a thing made now. */
  createdNow(): string {
    const { world } = this.plane;
    return isoInstant(instantAt(world, world.nowMs), this.number(0, 999_999));
  }
}

/** The thing of that name; else the one whose id begins so. */
export function byNameOrId<Thing extends { readonly name: string; readonly id: string }>(
  things: readonly Thing[],
  reference: string,
): Thing | undefined {
  return (
    things.find(({ name }) => name === reference) ??
    (/^[0-9a-f]+$/.test(reference) ? things.find(({ id }) => id.startsWith(reference)) : undefined)
  );
}
