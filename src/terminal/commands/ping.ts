/** `ping` of iputils, IPv4. Read ping(8) before editing. */
import { deviceOf, drawNumber, formatIp, parseIp, type Ip, type Trace } from '../../engine/index.ts';
import { answer, fail, misused, notModelled, type Command, type Context } from '../command.ts';
import { joinTraces } from '../join-traces.ts';
import { last, readShort, type Options } from '../options.ts';
import { sendProbe } from '../send-probe.ts';
import type { RunResult } from '../run-result.ts';
import { resolveTarget } from '../target.ts';

/** Without `-c` a real one never ends; here somebody presses Ctrl-C after the fourth. */
const UNCOUNTED = 4;
const MOST = 50;

/** How long an answer is waited for without `-W`. */
const LINGER_MS = 10_000;

export const ping: Command = {
  name: 'ping',
  understands: ['ping [-c COUNT] [-W SECONDS] [-s BYTES] [-t TTL] [-I ADDR|DEV] [-i SECONDS] [-n] HOST'],
  run: (context, args) => {
    const options = readShort(args, 'c:W:w:s:t:I:i:nq4vO6');
    if (options.fault !== null) {
      const { option, kind } = options.fault;
      const text =
        kind === 'unknown' ? `ping: invalid option -- '${option}'` : `ping: option requires an argument -- '${option}'`;
      return misused(context, ping, 2, text);
    }
    if (options.values.has('6')) return notModelled(context, 'IPv6', 2);
    const [host, ...rest] = options.operands;
    if (host === undefined) return misused(context, ping, 1, 'ping: usage error: Destination address required');
    if (rest.length > 0) return notModelled(context, 'ping by way of other hosts', 2);
    const faulty = faultyNumber(options);
    if (faulty !== null) return misused(context, ping, 1, `ping: invalid argument: '${faulty}'`);
    const target = resolveTarget(context, host);
    if (target.kind === 'ipv6') return notModelled(context, 'IPv6', 2);
    if (target.kind === 'unknown') return fail(context, 2, `ping: ${host}: Name or service not known`);
    const source = sourceOf(context, last(options, 'I'));
    if (source === null) return fail(context, 2, `ping: unknown iface ${last(options, 'I') ?? ''}`);
    const counted = last(options, 'c');
    if (Number(counted ?? 1) > MOST) return notModelled(context, `ping -c of more than ${MOST}`, 2);
    return send(context, host, target.ip, source, options, Number(counted ?? UNCOUNTED), counted === undefined);
  },
};

function faultyNumber(options: Options): string | null {
  const whole = ['c', 's', 't']
    .map((name) => last(options, name))
    .find((text) => text !== undefined && !/^\d{1,5}$/.test(text));
  const decimal = ['W', 'w', 'i']
    .map((name) => last(options, name))
    .find((text) => text !== undefined && !/^\d{1,4}(\.\d+)?$/.test(text));
  const zero = last(options, 'c') === '0' ? '0' : undefined;
  return whole ?? decimal ?? zero ?? null;
}

/** Undefined leaves it to the kernel; null when the name is nobody's. */
function sourceOf({ netns }: Context, text: string | undefined): Ip | undefined | null {
  if (text === undefined) return undefined;
  return parseIp(text) ?? deviceOf(netns, text)?.addresses[0]?.address ?? null;
}

function send(
  context: Context,
  host: string,
  dst: Ip,
  src: Ip | undefined,
  options: Options,
  count: number,
  interrupted: boolean,
): RunResult {
  const size = Number(last(options, 's') ?? 56);
  const wait = last(options, 'W');
  const ttl = last(options, 't');
  const head = `PING ${host} (${formatIp(dst)}) ${size}(${size + 28}) bytes of data.`;
  const lines: string[] = [head];
  const rttsUs: number[] = [];
  let errors = 0;
  let { world } = context;
  let trace: Trace | null = null;
  let id: number | undefined;
  for (let seq = 1; seq <= count; seq += 1) {
    const asked = sendProbe(world, {
      from: context.netns.id,
      kind: 'icmp',
      dst,
      icmpSeq: seq,
      // One program, one id: to connection tracking all its echoes are one flow.
      ...(id === undefined ? {} : { icmpId: id }),
      size,
      process: 'ping',
      ...(src === undefined ? {} : { src }),
      ...(ttl === undefined ? {} : { ttl: Number(ttl) }),
      patienceMs: Math.max(
        10,
        wait === undefined ? Math.min(LINGER_MS, world.timers.clientPatienceMs) : Number(wait) * 1000,
      ),
    });
    trace = together(trace, asked.trace);
    id ??= asked.trace.conversations[0]?.tuple?.sport;
    if (asked.trace.unmodelled !== undefined) return { ...notModelled(context, asked.trace.unmodelled.what, 2), trace };
    const local = localRefusal(asked.trace);
    if (local !== null && seq === 1) return { ...fail(context, 2, local), world: asked.world, trace };
    const heard = heardFrom(asked.trace);
    if (heard?.kind === 'reply') {
      const rttUs = roundTripUs(world.seed, asked.trace, seq);
      rttsUs.push(rttUs);
      lines.push(
        `${size + 8} bytes from ${heard.from}: icmp_seq=${seq} ttl=${heard.ttl} time=${milliseconds(rttUs)} ms`,
      );
    } else if (heard !== null) {
      errors += 1;
      lines.push(`From ${heard.from} icmp_seq=${seq} ${heard.words}`);
    }
    world = asked.world;
  }
  if (interrupted) lines.push('^C');
  lines.push('', `--- ${host} ping statistics ---`, ...statistics(context, options, count, rttsUs, errors));
  return answer(context, lines, { world, trace, exitCode: rttsUs.length > 0 ? 0 : 1 });
}

/** A later echo that goes the same way to the same end adds nothing; one that ends otherwise is shown behind the first. */
function together(before: Trace | null, next: Trace): Trace {
  if (before === null) return next;
  const same = before.disposition === next.disposition && before.outcome === next.outcome;
  return same ? before : (joinTraces(before, next) ?? next);
}

type Heard =
  | { readonly kind: 'reply'; readonly from: string; readonly ttl: number }
  | { readonly kind: 'error'; readonly from: string; readonly words: string };

/** What the client's result step says: `64 bytes from 192.0.2.1: icmp_seq=1 ttl=64` or `From 192.0.2.1 Destination Host Unreachable`. */
function heardFrom(trace: Trace): Heard | null {
  const result = trace.steps.findLast((step) => step.kind === 'result');
  const text = result?.kind === 'result' ? result.text : '';
  const reply = /^\d+ bytes from (\S+): icmp_seq=\d+ ttl=(\d+)$/.exec(text);
  if (reply?.[1] !== undefined) return { kind: 'reply', from: reply[1], ttl: Number(reply[2]) };
  const error = /^From (\S+) (.+)$/.exec(text);
  return error?.[1] === undefined ? null : { kind: 'error', from: error[1], words: error[2] ?? '' };
}

/** The kernel would not take the packet: no way, or a rule of OUTPUT. ping asks for the way by connect(2) before it sends. */
function localRefusal(trace: Trace): string | null {
  if (trace.outcome !== 'unreachable' || trace.error === null || trace.error.startsWith('From ')) return null;
  return trace.error === 'Operation not permitted' ? `ping: sendmsg: ${trace.error}` : `ping: connect: ${trace.error}`;
}

/** As long as such a way may take: a little for each wire, more where an address had to be asked for. */
function roundTripUs(seed: number, trace: Trace, seq: number): number {
  const wires = trace.steps.filter((step) => step.kind === 'tx').length;
  const asked = trace.steps.filter((step) => step.kind === 'neighbour' && step.answer === 'asking').length;
  return 30 + wires * 18 + asked * 90 + drawNumber(seed, `ping/${trace.steps.length}/${seq}`, 0, 40 + wires * 12);
}

/** Three digits below one, fewer above, as the tool does. */
function milliseconds(us: number): string {
  const ms = us / 1000;
  return ms >= 100 ? ms.toFixed(0) : ms >= 10 ? ms.toFixed(1) : ms >= 1 ? ms.toFixed(2) : ms.toFixed(3);
}

function statistics(
  { world }: Context,
  options: Options,
  count: number,
  rttsUs: readonly number[],
  errors: number,
): readonly string[] {
  const intervalMs = Number(last(options, 'i') ?? 1) * 1000;
  const totalMs = (count - 1) * intervalMs + drawNumber(world.seed, `ping/${world.nowMs}`, 0, 25) * (count - 1);
  const lost = `${Number((((count - rttsUs.length) * 100) / count).toPrecision(6))}% packet loss`;
  const errorText = errors > 0 ? `+${errors} errors, ` : '';
  const first = `${count} packets transmitted, ${rttsUs.length} received, ${errorText}${lost}, time ${Math.floor(totalMs)}ms`;
  const pipe = errors > 1 ? `pipe ${Math.min(errors, 4)}` : '';
  if (rttsUs.length === 0) return [first, pipe];
  const mean = rttsUs.reduce((sum, rtt) => sum + rtt, 0) / rttsUs.length;
  const square = rttsUs.reduce((sum, rtt) => sum + rtt * rtt, 0) / rttsUs.length;
  const deviation = Math.sqrt(Math.max(0, square - mean * mean));
  const parts = [Math.min(...rttsUs), mean, Math.max(...rttsUs), deviation].map((us) => (us / 1000).toFixed(3));
  return [first, `rtt min/avg/max/mdev = ${parts.join('/')} ms${pipe === '' ? '' : `, ${pipe}`}`];
}
