/** Writes down what programs ask of each other and of the kernel, while it happens: the trace of a command that sends no packet. */
import { formatIp } from '../address/ip.ts';
import type { Disposition } from '../trace/disposition.ts';
import type { Step, StepDetail } from '../trace/step.ts';
import type { Trace } from '../trace/trace.ts';
import { applyEdits } from '../world/apply-edits.ts';
import type { Edit } from '../world/edit.ts';
import { relayChanges, WSL_WATCHER } from '../windows/relays.ts';
import { editFor } from '../windows/settle-relays.ts';
import type { NetnsId, Route, World } from '../world/world.ts';

type Call = Extract<StepDetail, { kind: 'call' }>;
type Change = Extract<StepDetail, { kind: 'change' }>;
type Result = Extract<StepDetail, { kind: 'result' }>;
type Bind = Extract<StepDetail, { kind: 'bind' }>;

/**
 * One exchange between programs, on a world that follows every change at once. Not shared and not kept: a command makes one,
 * and takes `world` and `trace()` from it. Each call opens a new hop.
 */
export class ControlPlane {
  readonly #client: NetnsId;
  readonly #steps: Step[] = [];
  #world: World;
  #hop = 0;

  constructor(world: World, client: NetnsId) {
    this.#world = world;
    this.#client = client;
  }

  /** The namespace whose shell the command was typed in. */
  get client(): NetnsId {
    return this.#client;
  }

  get world(): World {
    return this.#world;
  }

  /** Virtual time that the next step waits for. */
  spend(durationMs: number): void {
    this.#world = { ...this.#world, nowMs: this.#world.nowMs + durationMs };
  }

  call(netns: NetnsId, detail: Omit<Call, 'kind'>): void {
    if (this.#steps.length > 0) this.#hop += 1;
    this.#record(netns, { kind: 'call', ...detail });
  }

  /** @throws EditRefused when the kernel would refuse: callers have checked before what a person can get wrong. */
  change(netns: NetnsId, detail: Omit<Change, 'kind'>, edits: readonly Edit[], dev?: string): void {
    this.#world = applyEdits(this.#world, edits);
    this.#record(netns, { kind: 'change', ...detail }, dev);
    this.#followRelays();
  }

  bind(netns: NetnsId, detail: Omit<Bind, 'kind'>): void {
    this.#record(netns, { kind: 'bind', ...detail });
  }

  /** What the person who asked is told in the end. */
  result(netns: NetnsId, outcome: 'delivered' | 'refused', text: string): void {
    this.#hop += 1;
    this.#record(netns, { kind: 'result', outcome, text });
  }

  /** A change that needs no telling. */
  quietly(edits: readonly Edit[]): void {
    this.#world = applyEdits(this.#world, edits);
    this.#followRelays();
  }

  /** Programs on Windows that watch others (wslrelay, IP Helper) open and close their sockets by themselves. Facts V2.1, V2.7. */
  #followRelays(): void {
    for (const change of relayChanges(this.#world)) {
      const { netns, listener, verb, askedFrom } = change;
      const at = `${formatIp(listener.bindAddress)}:${listener.port}`;
      const { name } = listener.process;
      if (askedFrom !== undefined)
        this.call(askedFrom, {
          from: WSL_WATCHER,
          to: name,
          channel: 'hypervisor-socket',
          what: `listen ${at}`,
          answer: 'asked',
        });
      this.#world = applyEdits(this.#world, [editFor(change)]);
      this.#record(netns, { kind: 'change', verb, noun: 'listener', subject: `${listener.protocol} ${at}` });
    }
  }

  trace(disposition: Disposition = 'delivered', error: string | null = null): Trace {
    return {
      conversations: [{ client: this.#client, tuple: null, disposition }],
      steps: this.#steps,
      disposition,
      outcome: null,
      error,
      answeredBy: null,
    };
  }

  #record(netns: NetnsId, detail: Call | Change | Result | Bind, dev?: string): void {
    this.#steps.push({
      ...detail,
      index: this.#steps.length,
      conversation: 0,
      direction: isAnswer(detail) ? 'reply' : 'forward',
      hop: this.#hop,
      netns,
      ...(dev === undefined ? {} : { dev }),
      packet: null,
      atMs: this.#world.nowMs,
    });
  }
}

/** A route as a short subject of a step: `172.22.0.0/16 dev br-80cb5a0c07bc`. */
export function routeSubject(route: Pick<Route, 'prefix' | 'nextHop' | 'netdev'>): string {
  const to = route.prefix.lengthBits === 0 ? 'default' : `${formatIp(route.prefix.address)}/${route.prefix.lengthBits}`;
  const via = route.nextHop === undefined ? '' : ` via ${formatIp(route.nextHop)}`;
  return `${to}${via}${route.netdev === undefined ? '' : ` dev ${route.netdev}`}`;
}

/** Channels on which a question and its answer are told apart. */
const ROUND_TRIPS: readonly Call['channel'][] = ['unix-socket', 'named-pipe', 'hypervisor-socket'];

/** A call to the kernel or to a helper that is told in one step counts as asking. */
function isAnswer(detail: Call | Change | Result | Bind): boolean {
  if (detail.kind === 'result') return true;
  return detail.kind === 'call' && ROUND_TRIPS.includes(detail.channel) && detail.answer !== 'asked';
}
