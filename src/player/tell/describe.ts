/** Which message a fold is told with, and the values it is told with. Total: whatever can happen has words. */
import { ANY_ADDRESS, formatIp, type Step } from '../../engine/index.ts';
import type { Fold, StepOf, Story } from '../fold/fold.ts';
import { decidingVisit } from '../fold/stands-alone.ts';
import type { Stage } from '../stage.ts';
import { describeRoute } from './describe-route.ts';
import { endpoint } from './packet-view.ts';
import { frameBefore, packetWords, portOf, processOf } from './packet-words.ts';
import { ttlBefore } from './sight.ts';
import { told, type StepKey, type Told } from './told.ts';

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
    case 'steer':
      return told(stage, 'steer', { at, to: stage.name(step.to), address: formatIp(step.address), port: step.port });
    case 'neighbour':
      return describeNeighbour(stage, step, `neighbour.${step.answer}`);
    case 'deliver':
      return told(
        stage,
        step.to === 'listener' && stage.isProgram(step.netns) ? 'deliver.program' : `deliver.${step.to}`,
        {
          ...packetWords(stage, step),
          at,
          process: step.listener?.process.name ?? processOf(stage, step),
          port: step.listener?.port ?? portOf(step),
        },
      );
    case 'relay':
      return told(stage, `relay.${step.action}`, { at, process: step.process });
    case 'wait':
      return step.reason !== 'patience'
        ? told(stage, `wait.${step.reason}`, { at, times: step.repeatsMs.map(stage.messages.seconds) })
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
    case 'bind':
      return describeBind(stage, step);
    case 'change':
      return describeChanges(stage, [step]);
  }
}

/** `8039-8138`, or one port alone. */
function portsText({ start, end }: { readonly start: number; readonly end: number }): string {
  return start === end ? String(start) : `${start}-${end}`;
}

function describeBind(stage: Stage, { netns, process, address, port, protocol, answer }: StepOf<'bind'>): Told {
  const { name, pid } = answer.kind === 'address-in-use' ? answer.holder.process : { name: '', pid: 0 };
  const range =
    answer.kind === 'port-excluded' ? answer.range : answer.kind === 'bound' ? answer.administered : undefined;
  return told(
    stage,
    answer.kind === 'bound' && range !== undefined ? 'bind.bound-administered' : `bind.${answer.kind}`,
    {
      at: stage.name(netns),
      process: process.name,
      socket: `${protocol.toUpperCase()} ${formatIp(address)}:${port}`,
      port,
      range: range === undefined ? '' : portsText(range),
      holder: name,
      pid,
    },
  );
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
  // The kernel fills the source in when it has found a way; a packet that shows none was never made.
  const isUnmade = step.packet?.src === ANY_ADDRESS;
  const isProgramsAnswer = step.reason === 'accept' && stage.isProgram(step.netns);
  const key = isProgramsAnswer ? 'send.accept-program' : (`send.${step.reason}` as const);
  return told(stage, isUnmade ? 'send.without-source' : key, {
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
  if (first.noun === 'pool') return told(stage, 'change.pool', { at: stage.name(first.netns), subnet: first.subject });
  return told(stage, `change.${first.verb}`, {
    at: stage.name(first.netns),
    noun: stage.messages.noun[first.noun],
    subjects: steps.flatMap(({ subject, also = [] }) => [subject, ...also]),
  });
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}
