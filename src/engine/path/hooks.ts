/** One packet through one netfilter hook: its tables in order, with connection tracking and translation between them. */
import { isIcmpError, REDIRECT, haveSameTuple } from '../packet/tuple-of.ts';
import { entryOf, UNTRACKED, type Flow } from '../netfilter/conntrack.ts';
import { ChainQuestion } from '../netfilter/chain-question.ts';
import { stagesAt, type PlannedStage } from '../netfilter/hook-plan.ts';
import { ANY_RANGE, bindHalf, translate, type Half, type Range } from '../netfilter/nat.ts';
import { selectSource } from '../route/local.ts';
import type { Hook } from '../trace/step.ts';
import { Unmodelled } from '../trace/unmodelled.ts';
import type { Host } from '../walk/host.ts';
import type { Skb } from '../walk/skb.ts';
import type { Walk } from '../walk/walk.ts';
import { lose } from '../send.ts';
import { sendReject } from './reject.ts';

/**
 * @returns false when the packet ended here. `iif` and `oif` are empty where the hook has none. `reroute` is called when a stage
 * of OUTPUT changed what the way depends on; it returns the new device, or null when there is no way.
 */
export function runHook(
  walk: Walk,
  host: Host,
  skb: Skb,
  hook: Hook,
  iif: string,
  oif: string,
  reroute?: (walk: Walk, host: Host, skb: Skb) => string | null,
): boolean {
  const stages = stagesAt(host.hooks, hook);
  if (stages.length === 0) return true;
  let out = oif;
  for (const planned of stages) {
    const { packet, mark } = skb;
    if (!runStage(walk, host, skb, planned, hook, iif, out)) return false;
    if (reroute === undefined) continue;
    const moved = planned.stage === 'mangle' ? skb.mark !== mark : skb.packet.dst !== packet.dst;
    if (!moved) continue;
    const rerouted = reroute(walk, host, skb);
    if (rerouted === null) return false;
    out = rerouted;
  }
  return true;
}

function runStage(
  walk: Walk,
  host: Host,
  skb: Skb,
  planned: PlannedStage,
  hook: Hook,
  iif: string,
  oif: string,
): boolean {
  switch (planned.stage) {
    case 'conntrack':
      track(walk, host, skb);
      return true;
    case 'confirm':
      confirm(host, skb);
      return true;
    case 'nat':
      return runNat(walk, host, skb, planned, hook, iif, oif);
    default: {
      const asked = askTable(walk, host, skb, planned, hook, iif, oif);
      if (asked === null) return true;
      if (asked.verdict !== 'ACCEPT') return end(walk, host, skb, hook, iif, asked);
      skb.mark = asked.markAfter;
      if (asked.notrack) skb.tracked = UNTRACKED;
      return true;
    }
  }
}

/** @returns the question with its answer; null where the table has nothing to say at this hook. */
function askTable(
  walk: Walk,
  host: Host,
  skb: Skb,
  planned: PlannedStage,
  hook: Hook,
  iif: string,
  oif: string,
): ChainQuestion | null {
  const { rules } = planned;
  if (rules === null) return null;
  const question = new ChainQuestion(hook, planned, skb, iif, oif, host, walk.agenda.nowMs);
  rules.decide(question);
  // Windows has no chains to show: its NAT tells of what it changes, and of what it keeps out.
  if (host.windows === null && !skb.visit.quiet) walk.recorder.note(question);
  return question;
}

/** What ends a packet: a rule's verdict, or a translation that cannot be made (then it was no verdict's). */
type Ending = Pick<ChainQuestion, 'verdict' | 'rule'>;

function end(walk: Walk, host: Host, skb: Skb, hook: Hook, iif: string, ending: Ending): false {
  if (host.windows !== null) {
    lose(walk, skb, iif, 'not-forwarding', 'WINDOWS', 'tcpip.sys');
    return false;
  }
  const rejected = ending.verdict === 'REJECT';
  const disposition = rejected ? 'rejected-by-rule' : 'dropped-by-rule';
  const rule = ending.rule?.text;
  walk.tell(skb, {
    kind: 'drop',
    disposition,
    reason: 'NETFILTER_DROP',
    location: 'nft_do_chain',
    ...(rule === undefined ? {} : { rule }),
  });
  walk.recorder.settle(skb.visit.conversation, disposition);
  // TCP keeps what could not leave and sends it with what comes next, in segments that this model does not make.
  if (hook === 'output' && skb.packet.protocol === 'tcp' && skb.packet.flags === 'PSH+ACK')
    throw new Unmodelled('TCP data dropped where it was sent');
  if (skb.sender !== null) skb.sender.errno = 'EPERM';
  if (rejected && ending.rule?.target?.kind === 'REJECT')
    sendReject(walk, host, skb, hook, iif, ending.rule.target.with);
  return false;
}

/** A packet that came over the loopback device was looked up when it was sent. @see nf_conntrack_in */
function track(walk: Walk, host: Host, skb: Skb): void {
  if (host.conntrack === null || skb.tracked !== null) return;
  skb.tracked = host.conntrack.track(skb.packet, walk.agenda.nowMs);
  const { state, flow } = skb.tracked;
  if (host.windows === null)
    walk.tell(skb, { kind: 'conntrack', ctstate: state, entry: flow === null ? null : entryOf(flow) });
}

/** An error about a flow's first packet does not make the flow known. @see __nf_conntrack_confirm */
function confirm(host: Host, skb: Skb): void {
  if (skb.tracked?.flow && skb.tracked.direction === 'original') host.conntrack?.confirm(skb.tracked.flow);
}

/** The source is rewritten last, the destination first. @see HOOK2MANIP */
function halfOf(hook: Hook): Half {
  return hook === 'postrouting' || hook === 'input' ? 'source' : 'destination';
}

/** The nat table chooses a translation for a flow's first packet; afterwards it is only applied. */
function runNat(
  walk: Walk,
  host: Host,
  skb: Skb,
  planned: PlannedStage,
  hook: Hook,
  iif: string,
  oif: string,
): boolean {
  const { tracked } = skb;
  const { conntrack } = host;
  if (!tracked?.flow || conntrack === null) return true;
  const { flow } = tracked;
  const error = isIcmpError(skb.packet) ? skb.packet : null;
  if (error?.type === REDIRECT && !mayRedirect(flow)) {
    lose(walk, skb, oif, 'dropped-by-rule', 'NETFILTER_DROP', 'nf_hook_slow');
    return false;
  }
  const half = halfOf(hook);
  let chosen: 'dnat' | 'snat' | 'masquerade' | 'redirect' | null = null;
  const asked = half === 'source' ? flow.srcAsked : flow.dstAsked;
  if ((tracked.state === 'new' || tracked.state === 'related') && !asked && error === null) {
    const said = askTable(walk, host, skb, planned, hook, iif, oif);
    if (said !== null && said.verdict !== 'ACCEPT') return end(walk, host, skb, hook, iif, said);
    const range = rangeOf(host, skb, said, iif, oif);
    if (range === 'drop') return end(walk, host, skb, hook, iif, { verdict: 'DROP', rule: said?.rule ?? null });
    if (said !== null) skb.mark = said.markAfter;
    bindHalf(conntrack, flow, half, range ?? ANY_RANGE);
    if (said?.translation) chosen = TOLD_AS[said.translation.kind];
  }
  const before = skb.packet;
  const after = translate(before, tracked, half);
  if (after === before) return true;
  skb.packet = after;
  if (haveSameTuple(before, after)) return true;
  const isOriginal = tracked.direction === 'original';
  const target = chosen ?? (isOriginal ? 'established' : 'reversal');
  walk.tell(skb, { kind: 'nat', target, before, after, entry: entryOf(flow) });
  return true;
}

/** Hosts on both sides of a translation would be told to talk past it. @see nf_nat_icmp_reply_translation */
function mayRedirect(flow: Flow): boolean {
  return flow.srcAsked && flow.dstAsked && !flow.srcNat && !flow.dstNat;
}

const TOLD_AS = { DNAT: 'dnat', SNAT: 'snat', MASQUERADE: 'masquerade', REDIRECT: 'redirect' } as const;

/** What the deciding rule wants. MASQUERADE takes the address of the device the packet leaves by. @see nf_nat_masquerade_ipv4 */
function rangeOf(host: Host, skb: Skb, said: ChainQuestion | null, iif: string, oif: string): Range | null | 'drop' {
  const target = said?.translation;
  if (!target) return null;
  switch (target.kind) {
    case 'DNAT':
    case 'SNAT':
      if (target.toAddress !== undefined) throw new Unmodelled(`a range of addresses in ${target.kind}`);
      return target;
    case 'MASQUERADE': {
      const address = selectSource(host.netns, oif, skb.way?.nextHop ?? skb.packet.dst);
      return address === null ? 'drop' : { address, ports: target.ports };
    }
    case 'REDIRECT': {
      const address = iif === '' ? null : selectSource(host.netns, iif, skb.packet.src);
      return { address: address ?? (0x7f000001 as Range['address']), ports: target.ports };
    }
  }
}
