/** One machine's Docker Engine at work: its memory, its draws, and the rules it keeps in the kernel. */
import type { Edit } from '../world/edit.ts';
import type { NetnsId } from '../world/world.ts';
import type { DockerNetwork, DockerState } from './docker-state.ts';
import { byNameOrId, EngineHost } from './engine-host.ts';
import { ruleSetOf, unknownRules } from './engine-version.ts';
import { putRules } from './put-rules.ts';
import type { BridgeRuleSettings, RuleLine, RuleSet } from './rule-set.ts';

/** What the daemon answers; `message` is what follows `Error response from daemon: `. */
export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly message: string };

export function refused(message: string): { readonly ok: false; readonly message: string } {
  return { ok: false, message };
}

export class DockerHost extends EngineHost<DockerState> {
  protected readonly engine = 'docker';

  get docker(): DockerState {
    const { docker } = this.machine;
    if (docker === undefined) throw new Error(`no Docker Engine on ${this.machineId}`);
    return docker;
  }

  protected get state(): DockerState {
    return this.docker;
  }

  setEdit(fields: Partial<DockerState>): Edit {
    return { kind: 'set-docker', machine: this.machineId, docker: { ...this.docker, ...fields } };
  }

  /** The next id the source names, else a drawn one. */
  nextId(kind: 'networks' | 'containers'): string {
    return this.given(kind) ?? this.hex(64);
  }

  nextVethName(): string {
    return this.given('vethNames') ?? `veth${this.hex(7)}`;
  }

  /** Docker's own bridges: 02:42 and four drawn bytes. @see moby netutils GenerateRandomMAC */
  nextBridgeMac(): string {
    return this.given('bridgeMacs') ?? this.drawBridgeMac();
  }

  drawBridgeMac(): string {
    return `02:42:${inPairs(this.hex(8))}`;
  }

  findNetwork(reference: string): DockerNetwork | undefined {
    return byNameOrId(this.docker.networks, reference);
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
