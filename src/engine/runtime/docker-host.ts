/** One machine's Docker Engine at work: its memory, its draws, and the rules it keeps in the kernel. */
import { parseRule } from '../netfilter/parse-rule.ts';
import type { Edit } from '../world/edit.ts';
import type { Machine, MachineId, Netns, NetnsId } from '../world/world.ts';
import type { ControlPlane } from './control-plane.ts';
import type { DockerNetwork, DockerState } from './docker-state.ts';
import { drawHex, drawNumber } from './draw.ts';
import { instantAt, isoInstant } from './instant.ts';
import { ruleSetOf, unknownRules } from './engine-version.ts';
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

  /** Puts lines into the kernel, or takes them out, and tells it as one change. Lines that are gone already are passed over. */
  rules(verb: 'add' | 'remove', netns: NetnsId, lines: readonly RuleLine[]): void {
    const [first, ...others] = lines;
    if (first === undefined) return;
    for (const line of lines)
      this.plane.quietly(verb === 'add' ? [this.#addRule(netns, line)] : this.#removeRule(netns, line));
    const subject = (line: RuleLine) => `-t ${line.table} ${line.text}`;
    const also = others.length > 0 ? { also: others.map(subject) } : {};
    this.plane.change(netns, { verb, noun: 'rule', subject: subject(first), ...also }, []);
  }

  #addRule(netns: NetnsId, line: RuleLine): Edit {
    const parsed = parseRule(line.text);
    if (parsed === null) throw new Error(`not a rule: ${line.text}`);
    const rule = { kind: 'add-rule', netns, table: line.table, chain: line.chain, rule: parsed.rule } as const;
    if (line.at === 'end') return rule;
    return { ...rule, position: line.at === 'top' ? 1 : this.#belowJumps(netns) };
  }

  /** Docker moves its two jumps back to the top of FORWARD after each change; new rules thus stand right below them. */
  #belowJumps(netns: NetnsId): number {
    const rules = rulesOf(this.plane.world.netns[netns], 'filter', 'FORWARD');
    return rules.lastIndexOf('-A FORWARD -j DOCKER-ISOLATION-STAGE-1') + 2;
  }

  #removeRule(netns: NetnsId, line: RuleLine): readonly Edit[] {
    if (!rulesOf(this.plane.world.netns[netns], line.table, line.chain).includes(line.text)) return [];
    return [{ kind: 'remove-rule', netns, table: line.table, chain: line.chain, text: line.text }];
  }
}

function rulesOf(netns: Netns | undefined, table: string, chain: string): readonly string[] {
  const found = netns?.netfilter.tables.find((other) => other.name === table);
  return found?.chains.find((other) => other.name === chain)?.rules.map((rule) => rule.text) ?? [];
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
