/** What every part of `frames()` looks things up in: the two worlds around a trace, and the reader's language. */
import {
  stateAfter,
  type Machine,
  type Netdev,
  type Netns,
  type NetnsId,
  type NetnsState,
  type Place,
  type Route,
  type Step,
  type Trace,
  type World,
} from '../engine/index.ts';
import { run } from '../terminal/index.ts';
import { messagesIn, type Language, type Messages } from '../i18n/index.ts';

export interface FramesInput {
  /** Null or empty for a command that sends nothing: one frame at rest. */
  readonly trace: Trace | null;
  readonly before: World;
  readonly after: World;
  readonly language: Language;
  /** The command that was typed. Names the place where a trace without steps rests. */
  readonly line?: { readonly at: Place; readonly run: string };
}

export class Stage {
  readonly trace: Trace | null;
  readonly before: World;
  readonly after: World;
  readonly language: Language;
  readonly messages: Messages;
  readonly #printed = new Map<string, readonly string[]>();

  constructor(input: FramesInput) {
    this.trace = input.trace;
    this.before = input.before;
    this.after = input.after;
    this.language = input.language;
    this.messages = messagesIn(input.language);
  }

  /** The namespace as it was when the command began; as it is afterwards when the command made it. */
  netns(id: NetnsId): Netns | null {
    return this.before.netns[id] ?? this.after.netns[id] ?? null;
  }

  machine(id: NetnsId): Machine | null {
    const machine = this.netns(id)?.machine ?? id;
    return this.before.machines[machine] ?? this.after.machines[machine] ?? null;
  }

  /** What a person calls the machine of a namespace. */
  name(id: NetnsId): string {
    const title = this.machine(id)?.title ?? id;
    return typeof title === 'string' ? title : title[this.language];
  }

  netdev(id: NetnsId, dev: string | undefined): Netdev | null {
    const inside = (world: World) => world.netns[id]?.devs.find(({ name }) => name === dev);
    return inside(this.before) ?? inside(this.after) ?? null;
  }

  /** A machine whose only business is to pass frames on. */
  isSwitch(id: NetnsId): boolean {
    return this.machine(id)?.kind === 'switch';
  }

  /** A program that stands in a gateway's place: it has no sockets of its own to list, and takes every connection. */
  isProgram(id: NetnsId): boolean {
    return this.netns(id)?.userNetwork !== undefined;
  }

  /** A port of a bridge: frames pass through it, nobody is addressed there. */
  isBridgePort(id: NetnsId, dev: string | undefined): boolean {
    return this.netdev(id, dev)?.master !== undefined;
  }

  /** All steps that happened in one namespace for the sake of one packet. */
  hop(step: Step): readonly Step[] {
    return this.trace?.steps.filter(({ hop }) => hop === step.hop) ?? [];
  }

  /** What a namespace remembers after the step `last` (an index; -1 is before the first); null when it does not exist. */
  stateAfter(last: number, id: NetnsId): NetnsState | null {
    const start = this.netns(id)?.state ?? null;
    return this.trace === null ? start : (stateAfter(this.worldOf(id), this.trace, last, id) ?? start);
  }

  /** The world that has this namespace: as it was when the command began, if it was there. */
  worldOf(id: NetnsId): World {
    return this.before.netns[id] ? this.before : this.after;
  }

  /** What a command prints in the world of a namespace; printed once, however many frames show it. */
  print(id: NetnsId, command: string): readonly string[] {
    const key = `${id} ${command}`;
    const printed = this.#printed.get(key) ?? run(this.worldOf(id), id, command).output.map(({ text }) => text);
    this.#printed.set(key, printed);
    return printed;
  }

  /** Routes of one table in the order `ip route` lists them. */
  routes(id: NetnsId, table: string): readonly Route[] {
    return this.netns(id)?.routes.filter((route) => route.table === table) ?? [];
  }
}
