/** A trace as text that a student can read: one step a line, with the reason, and the losers under it. */
import { formatIp } from '../address/ip.ts';
import { BROADCAST_MAC } from '../address/mac.ts';
import { formatPrefix } from '../address/prefix.ts';
import type { ArpPacket, Frame, Packet } from '../packet/packet.ts';
import type { TupleDiff } from '../packet/tuple.ts';
import type { Route } from '../world/world.ts';
import { rangeText } from '../windows/windows-host.ts';
import type { RuleVisit, Step, TableLookup } from './step.ts';
import type { Trace } from './trace.ts';

/** @returns the lines, without a newline at the end of each. */
export function formatTrace(trace: Trace): readonly string[] {
  const lines: string[] = [];
  for (const [number, conversation] of trace.conversations.entries()) {
    const { tuple, client, causedBy, disposition } = conversation;
    const flow = tuple
      ? `${tuple.protocol} ${formatIp(tuple.src)}:${tuple.sport} > ${formatIp(tuple.dst)}:${tuple.dport}`
      : 'control plane';
    const cause = causedBy === undefined ? '' : `, because of ${causedBy}`;
    lines.push(`conversation ${number}: ${client}, ${flow}${cause}: ${disposition ?? 'open'}`);
  }
  for (const step of trace.steps) lines.push(...formatStep(step));
  const { outcome, disposition, error, unmodelled } = trace;
  lines.push(`=> ${outcome ?? 'done'} (${disposition})${error === null ? '' : `: ${error}`}`);
  if (unmodelled) lines.push(`=> refused: ${unmodelled.what} is not modelled (met at ${unmodelled.netns})`);
  return lines;
}

/** The step's own line, then an indented one for each candidate that lost. */
export function formatStep(step: Step): readonly string[] {
  const place = step.dev === undefined ? step.netns : `${step.netns}/${step.dev}`;
  const arrow = step.direction === 'forward' ? '>' : '<';
  const at = `${String(step.index).padStart(4)} ${step.atMs.toFixed(0).padStart(6)} ms ${step.conversation}${arrow} `;
  return [`${at}${place.padEnd(28)} ${step.kind.padEnd(12)} ${reasonOf(step)}`.trimEnd(), ...losersOf(step)];
}

function reasonOf(step: Step): string {
  switch (step.kind) {
    case 'send':
      return `${step.process ?? 'the kernel'}: ${step.reason}, ${step.packet ? packetText(step.packet) : ''}`;
    case 'tx':
    case 'rx':
      return `${frameText(step.frame)}${step.kind === 'rx' && step.otherhost ? ', not for this device' : ''}`;
    case 'bridge':
      return `${step.bridge} ${bridgeText(step)}${step.learned ? `, learned ${step.learned.mac} at ${step.learned.port}` : ''}`;
    case 'route': {
      const source = step.chosenSource === undefined ? '' : `, speaks as ${formatIp(step.chosenSource)}`;
      return `${formatIp(step.destination)}: ${step.chosen ? routeText(step.chosen) : 'no route'}${source}`;
    }
    case 'source-check': {
      const back = step.chosen ? `the way back is ${routeText(step.chosen)}` : 'there is no way back';
      return `rp_filter ${step.mode}, ${formatIp(step.source)}: ${back}: ${step.ok ? 'fine' : 'refused'}`;
    }
    case 'chain':
      return `${step.table} ${step.chain}${interfaces(step.iif, step.oif)}: ${step.verdict}, ${decidingRule(step.visits)}`;
    case 'nat':
      return `${step.target}: ${step.diff.map(diffText).join(', ')}`;
    case 'conntrack':
      return `${step.ctstate}${step.entry?.tcpState === undefined ? '' : ` ${step.entry.tcpState}`}`;
    case 'forward':
      return `passed on, ttl ${step.ttlBefore} to ${step.ttlAfter}`;
    case 'steer':
      return `port ${step.port} of ${formatIp(step.address)}: handed to ${step.to}`;
    case 'neighbour':
      return `${formatIp(step.ip)} ${step.answer}${step.mac === undefined ? '' : `: ${step.mac}`}${step.attempts ? ` after ${step.attempts} requests` : ''}`;
    case 'deliver':
      return `to ${step.listener?.process.name ?? `the ${step.to}`}`;
    case 'relay':
      return `${step.process} ${step.action} conversation ${step.peerConversation}`;
    case 'wait':
      return `${step.reason}${step.repeatsMs.length === 0 ? '' : `, again after ${step.repeatsMs.join(', ')} ms`}, until ${step.untilMs} ms`;
    case 'drop':
      return `${step.disposition}: ${step.reason} in ${step.location}${step.rule === undefined ? '' : `, ${step.rule}`}`;
    case 'result':
      return `${step.outcome}: ${step.text}`;
    case 'call':
      return `${step.from} to ${step.to} (${step.channel}): ${step.what}: ${step.answer}${step.text === undefined ? '' : ` ${step.text}`}`;
    case 'bind':
      return `${step.process.name} wants ${step.protocol} ${formatIp(step.address)}:${step.port}: ${bindText(step.answer)}`;
    case 'change':
      return `${step.verb} ${step.noun} ${[step.subject, ...(step.also ?? [])].join(', ')}`;
  }
}

function bindText(answer: Extract<Step, { kind: 'bind' }>['answer']): string {
  switch (answer.kind) {
    case 'bound':
      return answer.administered === undefined
        ? 'bound'
        : `bound, though ${rangeText(answer.administered)} is excluded`;
    case 'port-excluded':
      return `10013, ${rangeText(answer.range)} is excluded`;
    case 'address-in-use':
      return `10048, ${answer.holder.process.name} (${answer.holder.process.pid}) listens`;
  }
}

function losersOf(step: Step): readonly string[] {
  const indent = ' '.repeat(20);
  if (step.kind === 'route' || step.kind === 'source-check')
    return losingRoutes(step.tables, step.chosen).map((line) => `${indent}not ${line}`);
  return step.kind === 'chain' ? step.visits.map((visit) => `${indent}${visitText(visit)}`) : [];
}

/** Every rule that was looked at, in order: a chain reads as the path through it. */
function visitText({ chain, number, rule, matched, failed, verdict = 'CONTINUE' }: RuleVisit): string {
  if (number === 0) return `    ${chain} ends: its policy is ${verdict}`;
  if (number === -1) return `    ${chain} ends: back to where it was called from`;
  return matched
    ? `yes ${chain} ${number}: ${rule}: ${verdict}`
    : `not ${chain} ${number}: ${rule} (${failed ?? 'no match'})`;
}

function losingRoutes(tables: readonly TableLookup[], chosen: Route | null): readonly string[] {
  return tables.flatMap(({ table, candidates }) =>
    candidates.length === 0
      ? [`table ${table}: nothing matches`]
      : candidates.filter((route) => route !== chosen).map((route) => `${routeText(route)}: ${whyLost(route, chosen)}`),
  );
}

function whyLost(route: Route, chosen: Route | null): string {
  const bits = route.prefix.lengthBits;
  if (chosen === null || route.type === 'throw') return 'passes the question on';
  if (route.table !== chosen.table) return `table ${chosen.table} decided`;
  if (bits < chosen.prefix.lengthBits) return `${bits} bits match, not ${chosen.prefix.lengthBits}`;
  return route.metric > chosen.metric ? `metric ${route.metric}, not ${chosen.metric}` : 'listed later';
}

function routeText(route: Route): string {
  const type = route.type === 'unicast' ? '' : `${route.type} `;
  const via = route.nextHop === undefined ? '' : ` via ${formatIp(route.nextHop)}`;
  const dev = route.netdev === undefined ? '' : ` dev ${route.netdev}`;
  const table = route.table === 'main' || route.table === 'local' ? '' : ` table ${route.table}`;
  const to = route.prefix.lengthBits === 0 ? 'default' : formatPrefix(route.prefix);
  return `${type}${to}${via}${dev}${table}`;
}

function bridgeText(step: Extract<Step, { kind: 'bridge' }>): string {
  const to = [...step.ports, ...(step.toLocal ? ['the host above it'] : [])];
  if (step.decision === 'drop') return 'drops it: it would leave by the port it came in by';
  return `${step.decision === 'flood' ? 'floods to' : 'sends to'} ${to.length === 0 ? 'nobody' : to.join(', ')}`;
}

function interfaces(iif: string | undefined, oif: string | undefined): string {
  return `${iif === undefined ? '' : ` in ${iif}`}${oif === undefined ? '' : ` out ${oif}`}`;
}

function decidingRule(visits: readonly RuleVisit[]): string {
  const last = visits.findLast((visit) => visit.matched);
  return last === undefined || last.number === 0 ? 'by policy' : last.rule;
}

function diffText({ field, before, after }: TupleDiff): string {
  const text = (value: number) =>
    field === 'src' || field === 'dst' ? formatIp(value as Packet['src']) : String(value);
  return `${field} ${text(before)} becomes ${text(after)}`;
}

function frameText({ payload, dstMac }: Frame): string {
  if (payload.protocol === 'arp') return arpText(payload, dstMac === BROADCAST_MAC);
  return packetText(payload);
}

function arpText(arp: ArpPacket, broadcast: boolean): string {
  return arp.op === 'request'
    ? `ARP who has ${formatIp(arp.targetIp)}? tell ${formatIp(arp.senderIp)}${broadcast ? ' (to all)' : ''}`
    : `ARP ${formatIp(arp.senderIp)} is at ${arp.senderMac}`;
}

/** `172.22.10.119:50022 > 172.42.10.112:22 tcp SYN ttl 64`. */
export function packetText(packet: Packet): string {
  const { src, dst, ttlHops } = packet;
  if (packet.protocol === 'icmp') {
    const { type, code, inner } = packet;
    const about = inner === undefined ? '' : ` about [${packetText(inner)}]`;
    return `${formatIp(src)} > ${formatIp(dst)} icmp ${icmpText(type, code)} ttl ${ttlHops}${about}`;
  }
  const flags = packet.protocol === 'tcp' ? ` ${packet.flags}` : '';
  return `${formatIp(src)}:${packet.sport} > ${formatIp(dst)}:${packet.dport} ${packet.protocol}${flags} ttl ${ttlHops}`;
}

const UNREACHABLE_CODES: Readonly<Record<number, string>> = {
  0: 'net unreachable',
  1: 'host unreachable',
  2: 'protocol unreachable',
  3: 'port unreachable',
  4: 'fragmentation needed',
  9: 'net prohibited',
  10: 'host prohibited',
  13: 'filtered',
};
const TYPES: Readonly<Record<number, string>> = {
  0: 'echo reply',
  5: 'redirect',
  8: 'echo request',
  11: 'time exceeded',
};

/** `port unreachable (3/3)`. @see RFC 792 */
function icmpText(type: number, code: number): string {
  const name = type === 3 ? UNREACHABLE_CODES[code] : TYPES[type];
  return name === undefined ? `${type}/${code}` : `${name} (${type}/${code})`;
}
