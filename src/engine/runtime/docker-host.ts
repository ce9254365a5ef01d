/** One machine's Docker Engine at work: its memory, its draws, and the rules it keeps in the kernel. */
import type { Edit } from '../world/edit.ts';
import type { Machine, MachineId, Netns, NetnsId } from '../world/world.ts';
import type { ControlPlane } from './control-plane.ts';
import type { DockerNetwork, DockerState } from './docker-state.ts';
import { drawHex, drawNumber } from './draw.ts';
import { instantAt, isoInstant } from './instant.ts';
import { ruleSetOf, unknownRules } from './engine-version.ts';
import { putRules } from './put-rules.ts';
import type { BridgeRuleSettings, RuleLine, RuleSet } from './rule-set.ts';

/** What the daemon answers; `message` is what follows `Error response from daemon: `. */
export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly message: string };

export function refused(message: string): { readonly ok: false; readonly message: string } {
  return { ok: false, message };
}

export class DockerHost {
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

  get docker(): DockerState {
    const { docker } = this.machine;
    if (docker === undefined) throw new Error(`no Docker Engine on ${this.machineId}`);
    return docker;
  }

  get netnsId(): NetnsId {
    return this.machine.netns;
  }

  get netns(): Netns {
    const netns = this.plane.world.netns[this.netnsId];
    if (netns === undefined) throw new Error(`no namespace ${this.netnsId}`);
    return netns;
  }

  setEdit(fields: Partial<DockerState>): Edit {
    return { kind: 'set-docker', machine: this.machineId, docker: { ...this.docker, ...fields } };
  }

  /** Remembers without telling. */
  set(fields: Partial<DockerState>): void {
    this.plane.quietly([this.setEdit(fields)]);
  }

  hex(digits: number): string {
    return drawHex(this.plane.world.seed, this.#label(), digits);
  }

  number(low: number, high: number): number {
    return drawNumber(this.plane.world.seed, this.#label(), low, high);
  }

  #label(): string {
    const draws = this.docker.draws ?? 0;
    this.set({ draws: draws + 1 });
    return `${this.machineId}/docker/${draws}`;
  }

  /** The next id the source names, else a drawn one. */
  nextId(kind: 'networks' | 'containers'): string {
    return this.#given(kind) ?? this.hex(64);
  }

  nextVethName(): string {
    return this.#given('vethNames') ?? `veth${this.hex(7)}`;
  }

  /** Docker's own bridges: 02:42 and four drawn bytes. @see moby netutils GenerateRandomMAC */
  nextBridgeMac(): string {
    return this.#given('bridgeMacs') ?? this.drawBridgeMac();
  }

  drawBridgeMac(): string {
    return `02:42:${inPairs(this.hex(8))}`;
  }

  #given(kind: keyof NonNullable<DockerState['givenIds']>): string | undefined {
    const [first, ...rest] = this.docker.givenIds?.[kind] ?? [];
    if (first !== undefined) this.set({ givenIds: { ...this.docker.givenIds, [kind]: rest } });
    return first;
  }

  /** `Created` of a thing made now. */
  createdNow(): string {
    const { world } = this.plane;
    return isoInstant(instantAt(world, world.nowMs), this.number(0, 999_999));
  }

  findNetwork(reference: string): DockerNetwork | undefined {
    const { networks } = this.docker;
    return (
      networks.find((network) => network.name === reference) ??
      (/^[0-9a-f]+$/.test(reference) ? networks.find((network) => network.id.startsWith(reference)) : undefined)
    );
  }

  rules(verb: 'add' | 'remove', netns: NetnsId, lines: readonly RuleLine[]): void {
    putRules(this.plane, verb, netns, lines);
  }
}

/** `a43fb900` as `a4:3f:b9:00`. */
export function inPairs(hexDigits: string): string {
  return (hexDigits.match(/../g) ?? []).join(':');
}

/** The rule set of the engine's version. @throws RangeError for a version nobody may have installed */
export function rulesOfEngine(docker: DockerState): RuleSet {
  const rules = ruleSetOf(docker.version);
  if (rules === null) throw new RangeError(unknownRules(docker.version));
  return rules;
}

/** What the network's options say to the rules; null for one without a bridge. */
export function ruleSettings(docker: DockerState, network: DockerNetwork): BridgeRuleSettings | null {
  if (network.bridge === undefined || network.subnet === undefined) return null;
  const option = (name: string) => network.options[`com.docker.network.bridge.${name}`] !== 'false';
  return {
    bridge: network.bridge,
    subnet: network.subnet,
    internal: network.internal,
    icc: option('enable_icc'),
    masquerade: option('enable_ip_masquerade'),
    userlandProxy: docker.userlandProxy,
  };
}

export function linesOfNetwork(docker: DockerState, network: DockerNetwork): readonly RuleLine[] {
  const settings = ruleSettings(docker, network);
  return settings === null ? [] : rulesOfEngine(docker).network(settings);
}
