/** Podman at work on one machine: its memory, its draws, and what it keeps in the kernel. */
import type { Edit } from '../world/edit.ts';
import type { Machine, MachineId, Netns, NetnsId } from '../world/world.ts';
import type { ControlPlane } from './control-plane.ts';
import { inPairs } from './docker-host.ts';
import { drawHex, drawNumber } from './draw.ts';
import { instantAt, isoInstant } from './instant.ts';
import type { PodmanContainer, PodmanNetwork, PodmanState } from './podman-state.ts';
import { chainNamed, putRules, ruleTexts } from './put-rules.ts';
import type { RuleLine } from './rule-set.ts';

/** What podman answers; `message` is what follows `Error: `, `exitCode` what the shell sees. */
export type PodmanAnswer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly message: string; readonly exitCode: number };

export function podmanRefused(message: string, exitCode = 125): Extract<PodmanAnswer<never>, { ok: false }> {
  return { ok: false, message, exitCode };
}

export class PodmanHost {
  readonly plane: ControlPlane;
  readonly machineId: MachineId;

  constructor(plane: ControlPlane, machineId: MachineId) {
    this.plane = plane;
    this.machineId = machineId;
  }

  get machine(): Machine {
    const machine = this.plane.world.machines[this.machineId];
    if (machine === undefined) throw new Error(`no machine ${this.machineId}`);
    return machine;
  }

  get podman(): PodmanState {
    const { podman } = this.machine;
    if (podman === undefined) throw new Error(`no Podman on ${this.machineId}`);
    return podman;
  }

  get netnsId(): NetnsId {
    return this.machine.netns;
  }

  get netns(): Netns {
    const netns = this.plane.world.netns[this.netnsId];
    if (netns === undefined) throw new Error(`no namespace ${this.netnsId}`);
    return netns;
  }

  setEdit(fields: Partial<PodmanState>): Edit {
    return { kind: 'set-podman', machine: this.machineId, podman: { ...this.podman, ...fields } };
  }

  /** Remembers without telling. */
  set(fields: Partial<PodmanState>): void {
    this.plane.quietly([this.setEdit(fields)]);
  }

  hex(digits: number): string {
    return drawHex(this.plane.world.seed, this.#label(), digits);
  }

  number(low: number, high: number): number {
    return drawNumber(this.plane.world.seed, this.#label(), low, high);
  }

  #label(): string {
    const draws = this.podman.draws ?? 0;
    this.set({ draws: draws + 1 });
    return `${this.machineId}/podman/${draws}`;
  }

  /** The next value the source names, else undefined. */
  given(kind: keyof NonNullable<PodmanState['givenIds']>): string | undefined {
    const [first, ...rest] = this.podman.givenIds?.[kind] ?? [];
    if (first !== undefined) this.set({ givenIds: { ...this.podman.givenIds, [kind]: rest } });
    return first;
  }

  /** Any address, but locally administered and not for a group: the kernel's own choice. @see eth_random_addr */
  drawnMac(): string {
    const digits = this.hex(12);
    const first = ((Number.parseInt(digits.slice(0, 2), 16) & 0xfc) | 2).toString(16).padStart(2, '0');
    return `${first}:${inPairs(digits.slice(2))}`;
  }

  createdNow(): string {
    const { world } = this.plane;
    return isoInstant(instantAt(world, world.nowMs), this.number(0, 999_999));
  }

  network(name: string): PodmanNetwork | undefined {
    const { networks } = this.podman;
    return (
      networks.find((network) => network.name === name) ??
      (/^[0-9a-f]+$/.test(name) ? networks.find((network) => network.id.startsWith(name)) : undefined)
    );
  }

  container(reference: string): PodmanContainer | undefined {
    const { containers } = this.podman;
    return (
      containers.find((container) => container.name === reference) ??
      (/^[0-9a-f]+$/.test(reference) ? containers.find((container) => container.id.startsWith(reference)) : undefined)
    );
  }

  replace(container: PodmanContainer): void {
    const { containers } = this.podman;
    this.set({ containers: containers.map((other) => (other.id === container.id ? container : other)) });
  }

  /** Appends or inserts what is not there yet. @see netavark append_unique */
  addRules(lines: readonly RuleLine[]): void {
    const missing = lines.filter((line) => !ruleTexts(this.netns, line.table, line.chain).includes(line.text));
    putRules(this.plane, 'add', this.netnsId, missing);
  }

  /** Takes out what has this text, whoever put it in. @see netavark remove_if_rule_exists */
  removeRules(lines: readonly RuleLine[]): void {
    const present = lines.filter((line) => ruleTexts(this.netns, line.table, line.chain).includes(line.text));
    putRules(this.plane, 'remove', this.netnsId, present);
  }

  addChain(table: 'nat' | 'filter', chain: string): void {
    if (chainNamed(this.netns, table, chain) !== undefined) return;
    this.plane.quietly([{ kind: 'add-chain', netns: this.netnsId, table, chain }]);
  }

  /** Only an empty chain can go. */
  removeChain(table: 'nat' | 'filter', chain: string): void {
    if (chainNamed(this.netns, table, chain)?.rules.length !== 0) return;
    this.plane.quietly([{ kind: 'remove-chain', netns: this.netnsId, table, chain }]);
  }
}
