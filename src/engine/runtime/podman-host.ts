/** Podman at work on one machine: its memory, its draws, and what it keeps in the kernel. */
import type { Edit } from '../world/edit.ts';
import { inPairs } from './docker-host.ts';
import { byNameOrId, EngineHost } from './engine-host.ts';
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

export class PodmanHost extends EngineHost<PodmanState> {
  protected readonly engine = 'podman';

  get podman(): PodmanState {
    const { podman } = this.machine;
    if (podman === undefined) throw new Error(`no Podman on ${this.machineId}`);
    return podman;
  }

  protected get state(): PodmanState {
    return this.podman;
  }

  setEdit(fields: Partial<PodmanState>): Edit {
    return { kind: 'set-podman', machine: this.machineId, podman: { ...this.podman, ...fields } };
  }

  /** Any address, but locally administered and not for a group: the kernel's own choice. @see eth_random_addr */
  drawnMac(): string {
    const digits = this.hex(12);
    const first = ((Number.parseInt(digits.slice(0, 2), 16) & 0xfc) | 2).toString(16).padStart(2, '0');
    return `${first}:${inPairs(digits.slice(2))}`;
  }

  network(reference: string): PodmanNetwork | undefined {
    return byNameOrId(this.podman.networks, reference);
  }

  container(reference: string): PodmanContainer | undefined {
    return byNameOrId(this.podman.containers, reference);
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
