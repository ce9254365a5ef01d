/** Which message a fold is told with, and the values it is told with. Total: whatever can happen has words. */
import { formatIp, formatPrefix, type Route, type Step } from '../../engine/index.ts';
import type { StepMessages, StepText } from '../../i18n/index.ts';
import type { Fold, StepOf, Story } from '../fold/fold.ts';
import { decidingLookup, decidingVisit, isPolicyRouted, isSpecial } from '../fold/stands-alone.ts';
import { policyRuleText } from '../print.ts';
import { isSameRoute } from '../same-route.ts';
import type { Stage } from '../stage.ts';
import { arpLabel, endpoint, labelOf } from './packet-view.ts';
import { ttlBefore } from './sight.ts';

export type StepKey = keyof StepMessages;

/** A message and its values, not yet said. */
export interface Told {
  readonly key: StepKey;
  readonly say: () => StepText;
}

export function describe(stage: Stage, fold: Fold): Told {
  const { story } = fold;
  switch (story.kind) {
    case 'flight':
      return describeFlight(stage, story);
    case 'journey':
      return describeJourney(stage, story);
    case 'ask':
      return describeNeighbour(stage, story.step, 'neighbour.asking', story.flight?.arrivals.map(owner(stage)));
    case 'again':
      return describeNeighbour(stage, story.step, 'neighbour.again', [], story.timesMs);
    case 'answer':
      return describeNeighbour(
        stage,
        story.step,
        'neighbour.resolved',
        story.flight ? [owner(stage)(story.flight.tx)] : [],
      );
    case 'changes':
      return describeChanges(stage, story.steps);
    case 'step':
      return describeStep(stage, story.step);
  }
}

/** Fixes a message to its values; the key alone decides which values are due. */
function told<K extends StepKey>(stage: Stage, key: K, values: Parameters<StepMessages[K]>[0]): Told {
  const message = stage.messages.step[key] as (values: Parameters<StepMessages[K]>[0]) => StepText;
  return { key, say: () => message(values) };
}

const owner =
  (stage: Stage) =>
  (step: Pick<Step, 'netns'>): string =>
    stage.name(step.netns);

function describeStep(stage: Stage, step: Step): Told {
  const at = stage.name(step.netns);
  switch (step.kind) {
    case 'send':
      return describeSend(stage, step);
    case 'tx':
    case 'rx':
      return told(stage, step.kind === 'tx' ? 'wire.open' : 'wire', {
        ...packetWords(stage, step),
        from: at,
        to: at,
        dev: step.dev ?? '',
        through: null,
        ttl: null,
      });
    case 'bridge':
      return told(stage, `bridge.${step.decision}`, {
        ...packetWords(stage, step),
        at,
        bridge: step.bridge,
        ports: step.ports,
        mac: frameBefore(stage, step)?.dstMac ?? '',
      });
    case 'route':
      return describeRoute(stage, step);
    case 'source-check':
      return told(stage, step.ok ? 'source-check.ok' : 'source-check.failed', {
        at,
        source: formatIp(step.source),
        arrivedBy: step.dev ?? '',
        wouldLeaveBy: step.chosen?.netdev ?? null,
        mode: step.mode,
      });
    case 'chain':
      return describeChain(stage, step);
    case 'nat':
      return describeNat(stage, step);
    case 'conntrack':
      return told(stage, `conntrack.${step.ctstate}`, { at });
    case 'forward':
      return told(stage, 'forward', { at, before: step.ttlBefore, after: step.ttlAfter });
    case 'neighbour':
      return describeNeighbour(stage, step, `neighbour.${step.answer}`);
    case 'deliver':
      return told(stage, `deliver.${step.to}`, {
        ...packetWords(stage, step),
        at,
        process: step.listener?.process.name ?? processOf(stage, step),
        port: step.listener?.port ?? portOf(step),
      });
    case 'relay':
      return told(stage, `relay.${step.action}`, { at, process: step.process });
    case 'wait':
      return step.reason === 'syn-retry'
        ? told(stage, 'wait.syn-retry', { at, times: step.repeatsMs.map(stage.messages.seconds) })
        : told(stage, 'wait.patience', { at, until: stage.messages.seconds(step.untilMs - startOf(stage, step)) });
    case 'drop':
      return told(stage, `drop.${step.disposition}`, {
        ...packetWords(stage, step),
        at,
        dev: step.dev ?? '',
        reason: step.reason,
        location: step.location,
        rule: step.rule ?? null,
      });
    case 'result':
      return told(stage, resultKey(stage, step), { at, text: step.text.trim().replace(/\s+/g, ' ') });
    case 'call':
      return describeCall(stage, step);
    case 'change':
      return describeChanges(stage, [step]);
  }
}

/** A command without packets ends by doing or failing; what a client of the network sees has its own words. */
function resultKey(stage: Stage, step: StepOf<'result'>): Extract<StepKey, `result.${string}`> {
  const isAboutPackets = stage.trace?.conversations[step.conversation]?.tuple !== null;
  if (isAboutPackets) return `result.${step.outcome}`;
  return step.outcome === 'delivered' ? 'result.done' : 'result.failed';
}

/** In an answer `from` is who answers; a call that is told in one step stands in the direction it was asked. */
function describeCall(stage: Stage, step: StepOf<'call'>): Told {
  const isAnswer = step.direction === 'reply';
  const key = step.answer === 'ok' && !isAnswer ? 'call.done' : (`call.${step.answer}` as const);
  return told(stage, key, {
    asker: isAnswer ? step.to : step.from,
    asked: isAnswer ? step.from : step.to,
    channel: stage.messages.channel[step.channel],
    what: step.what,
    text: step.text ?? null,
  });
}

/** When the conversation of a step began. */
function startOf(stage: Stage, step: Step): number {
  return stage.trace?.steps.find(({ conversation }) => conversation === step.conversation)?.atMs ?? 0;
}

function describeSend(stage: Stage, step: StepOf<'send'>): Told {
  return told(stage, `send.${step.reason}`, {
    ...packetWords(stage, step),
    at: stage.name(step.netns),
    process: step.process ?? processOf(stage, step),
    port: portOf(step),
  });
}

function describeJourney(stage: Stage, { send, tx }: Extract<Story, { kind: 'journey' }>): Told {
  if (send.reason !== 'icmp-error') return describeSend(stage, send);
  return told(stage, 'send.icmp-error-to-itself', {
    ...packetWords(stage, tx),
    at: stage.name(send.netns),
    process: null,
    port: 0,
  });
}

function describeFlight(stage: Stage, { tx, arrivals, via }: Extract<Story, { kind: 'flight' }>): Told {
  const arrival = arrivals.at(-1);
  const crossed = via.find(({ netns }) => stage.isSwitch(netns));
  const values = {
    ...packetWords(stage, tx),
    from: stage.name(tx.netns),
    to: stage.name(arrival?.netns ?? tx.netns),
    dev: arrival?.dev ?? tx.dev ?? '',
    through: crossed ? stage.name(crossed.netns) : null,
    ttl: tx.packet?.ttlHops ?? null,
  };
  if (!arrival) return told(stage, 'wire.open', values);
  if (arrivals.length > 1) return told(stage, 'wire.flood', { ...values, places: unique(arrivals.map(owner(stage))) });
  if (stage.netdev(tx.netns, tx.dev)?.kind === 'loopback') return told(stage, 'wire.loopback', values);
  return told(stage, ttlBefore(stage, tx) === null ? 'wire' : 'wire.forwarded', values);
}

function describeRoute(stage: Stage, step: StepOf<'route'>): Told {
  const { chosen } = step;
  const values = routeWords(stage, step, chosen);
  if (chosen === null) return told(stage, 'route.none', values);
  if (isSpecial(chosen)) return told(stage, 'route.special', values);
  if (chosen.type === 'local' || chosen.type === 'broadcast') return told(stage, 'route.local', values);
  const lookup = decidingLookup(step);
  if (lookup && isPolicyRouted(step))
    return told(stage, 'route.policy', { ...values, rule: policyRuleText(lookup.rule) });
  const loser = lookup?.candidates.find((route) => !isSameRoute(route, chosen));
  if (!loser) return told(stage, 'route.only', values);
  if (loser.prefix.lengthBits === chosen.prefix.lengthBits)
    return told(stage, 'route.metric', { ...values, loserMetric: loser.metric });
  return told(stage, 'route.longest', {
    ...values,
    loser: nameOf(stage, loser),
    loserBits: loser.prefix.lengthBits,
  });
}

function routeWords(stage: Stage, step: StepOf<'route'>, chosen: Route | null) {
  return {
    at: stage.name(step.netns),
    destination: formatIp(step.destination),
    prefix: chosen ? nameOf(stage, chosen) : '',
    bits: chosen?.prefix.lengthBits ?? 0,
    dev: chosen?.netdev ?? '',
    nextHop: chosen?.nextHop === undefined ? null : formatIp(chosen.nextHop),
    table: chosen?.table ?? 'main',
    metric: chosen?.metric ?? 0,
    type: chosen?.type ?? 'unicast',
  };
}

/** A route in a sentence: its prefix, or the words for the default one. */
export function nameOf(stage: Stage, route: Route): string {
  return route.prefix.lengthBits === 0 ? stage.messages.defaultRoute : formatPrefix(route.prefix);
}

function describeChain(stage: Stage, step: StepOf<'chain'>): Told {
  const visit = decidingVisit(step);
  const values = {
    at: stage.name(step.netns),
    table: step.table,
    chain: visit?.chain ?? step.chain,
    rule: visit?.rule ?? `-P ${step.chain} ${step.verdict}`,
  };
  if (step.verdict === 'REJECT') return told(stage, 'chain.reject', values);
  const verdict = step.verdict === 'DROP' ? 'drop' : 'accept';
  return told(stage, visit ? `chain.${verdict}` : `chain.policy-${verdict}`, values);
}

function describeNat(stage: Stage, step: StepOf<'nat'>): Told {
  const touches = (side: 'src' | 'dst') =>
    step.diff.some(({ field }) => field === side || field === `${side[0] ?? ''}port`);
  const side = touches('dst') ? 'destination' : 'source';
  const packet = step.packet ?? step.before;
  return told(stage, `nat.${step.target}`, {
    at: stage.name(step.netns),
    before: endpoint(step.before, side),
    after: endpoint(packet, side),
    field: touches('src') && touches('dst') ? 'both' : side,
  });
}

function describeNeighbour(
  stage: Stage,
  step: StepOf<'neighbour'>,
  key: Extract<StepKey, `neighbour.${string}`>,
  heardBy: readonly string[] = [],
  timesMs: readonly number[] = [],
): Told {
  return told(stage, key, {
    at: stage.name(step.netns),
    ip: formatIp(step.ip),
    dev: step.dev ?? '',
    mac: step.mac ?? '',
    answeredBy: heardBy[0] ?? formatIp(step.ip),
    heardBy: unique(heardBy),
    times: timesMs.map(stage.messages.seconds),
    attempts: step.attempts ?? 3,
  });
}

function describeChanges(stage: Stage, steps: Extract<Story, { kind: 'changes' }>['steps']): Told {
  const [first] = steps;
  return told(stage, `change.${first.verb}`, {
    at: stage.name(first.netns),
    noun: stage.messages.noun[first.noun],
    subjects: steps.flatMap(({ subject, also = [] }) => [subject, ...also]),
  });
}

/** Label and addresses of what a step carries; of its ARP frame where it carries no IP. */
function packetWords(stage: Stage, step: Step): { label: string; source: string; destination: string } {
  const { packet } = step;
  if (packet !== null)
    return { label: labelOf(stage.messages, packet), source: formatIp(packet.src), destination: formatIp(packet.dst) };
  const payload = step.kind === 'tx' || step.kind === 'rx' ? step.frame.payload : null;
  if (payload?.protocol !== 'arp') return { label: '', source: '', destination: '' };
  return {
    label: arpLabel(stage.messages, payload),
    source: formatIp(payload.senderIp),
    destination: formatIp(payload.targetIp),
  };
}

/** The service's port: the destination's on the way there, the source's on the way back. */
function portOf({ packet, direction }: Step): number {
  if (packet === null || packet.protocol === 'icmp') return 0;
  return direction === 'forward' ? packet.dport : packet.sport;
}

/** The program that speaks for this side of a conversation, as far as the trace has told. */
function processOf(stage: Stage, step: Step): string | null {
  const steps = stage.trace?.steps ?? [];
  const sameSide = (other: Step): boolean =>
    other.conversation === step.conversation && other.netns === step.netns && other.index <= step.index;
  const sender = steps.find((other) => sameSide(other) && other.kind === 'send' && other.process !== undefined);
  if (sender?.kind === 'send') return sender.process ?? null;
  const reader = steps.find((other) => sameSide(other) && other.kind === 'deliver' && other.listener !== undefined);
  return reader?.kind === 'deliver' ? (reader.listener?.process.name ?? null) : null;
}

/** The Ethernet frame a bridge decides about: the last one seen in its namespace. */
function frameBefore(stage: Stage, step: Step) {
  const seen = stage.trace?.steps.findLast(
    (other) => other.index < step.index && other.netns === step.netns && (other.kind === 'rx' || other.kind === 'tx'),
  );
  return seen?.kind === 'rx' || seen?.kind === 'tx' ? seen.frame : null;
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}
