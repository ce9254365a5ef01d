/** `ping` of Windows: four echoes of 32 bytes. Texts: facts 2.10; those of an answer are the program's own. */
import { drawNumber, formatIp, type Trace } from '../../engine/index.ts';
import { answer, fail, misused, notModelled, notModelledLine, understands, type Command } from '../command.ts';
import { sendProbe } from '../send-probe.ts';
import { resolveTarget } from '../target.ts';
import { say } from './windows-of.ts';

const BYTES = 32;
const WAIT_MS = 4000;

export const ping: Command = {
  name: 'ping',
  understands: ['ping [-n COUNT] [-w MILLISECONDS] HOST'],
  run: (context, args) => {
    const { host, count, waitMs, other } = read(args);
    if (other !== null) return fail(context, 1, notModelledLine(`ping ${other}`), understands(ping));
    if (host === undefined || !(count >= 1 && count <= 20) || !(waitMs >= 1))
      return misused(context, ping, 1, '', 'Usage: ping [-n count] target_name');
    const target = resolveTarget(context, host);
    if (target.kind === 'ipv6') return notModelled(context, 'IPv6');
    if (target.kind === 'unknown')
      return fail(context, 1, `Ping request could not find host ${host}. Please check the name and try again.`);
    const address = formatIp(target.ip);
    const words = say(context, WORDS);
    const lines = ['', words.head(host === address ? address : `${host} [${address}]`)];
    const rttsMs: number[] = [];
    let { world } = context;
    let first: Trace | null = null;
    for (let sent = 0; sent < count; sent += 1) {
      const asked = sendProbe(world, {
        from: context.netns.id,
        kind: 'icmp',
        dst: target.ip,
        icmpSeq: sent + 1,
        size: BYTES,
        process: 'ping.exe',
        patienceMs: waitMs,
      });
      first ??= asked.trace;
      if (asked.trace.unmodelled !== undefined)
        return { ...notModelled(context, asked.trace.unmodelled.what), trace: first };
      world = asked.world;
      const result = asked.trace.steps.findLast((step) => step.kind === 'result');
      const [, ttl] = /ttl=(\d+)$/.exec(result?.kind === 'result' ? result.text : '') ?? [];
      const [, from] = /^From (\S+)/.exec(result?.kind === 'result' ? result.text : '') ?? [];
      if (asked.trace.outcome === 'delivered') {
        const rttMs =
          asked.trace.steps.filter(({ kind }) => kind === 'tx').length <= 2
            ? 0
            : drawNumber(world.seed, `ping/${sent}/${address}`, 1, 4);
        rttsMs.push(rttMs);
        lines.push(words.reply(address, rttMs, Number(ttl)));
      } else if (from !== undefined) lines.push(words.unreachable(from));
      else lines.push(asked.trace.outcome === 'unreachable' ? NO_WAY : words.silence);
    }
    const received = rttsMs.length;
    lines.push('', words.statistics(address), words.counts(count, received));
    if (received > 0)
      lines.push(
        ...words.times(
          Math.min(...rttsMs),
          Math.max(...rttsMs),
          Math.floor(rttsMs.reduce((a, b) => a + b, 0) / received),
        ),
      );
    return answer(context, lines, { world, trace: first, exitCode: received > 0 ? 0 : 1 });
  },
};

/** Where Windows has no route, or no adapter that is up: nothing is sent. The Korean text is not known. */
const NO_WAY = 'PING: transmit failed. General failure. ';

interface Typed {
  readonly host: string | undefined;
  readonly count: number;
  readonly waitMs: number;
  /** An option that is not followed here, or a word too many. */
  readonly other: string | null;
}

/** Options by `-` or `/`; `-4` is how it is done here anyway. */
function read(args: readonly string[]): Typed {
  let [count, waitMs] = [4, WAIT_MS];
  const rest: string[] = [];
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? '';
    const option = /^[-/](n|w|4)$/i.exec(arg)?.[1]?.toLowerCase();
    if (option === undefined) rest.push(arg);
    if (option === undefined || option === '4') continue;
    at += 1;
    if (option === 'n') count = Number(args[at]);
    else waitMs = Number(args[at]);
  }
  const [host, ...more] = rest.filter((arg) => !/^[-/]/.test(arg));
  const other = rest.find((arg) => /^[-/]/.test(arg)) ?? more[0] ?? null;
  return { host, count, waitMs: Math.min(waitMs, 60_000), other };
}

interface Words {
  readonly head: (host: string) => string;
  readonly silence: string;
  readonly reply: (from: string, rttMs: number, ttl: number) => string;
  readonly unreachable: (from: string) => string;
  readonly statistics: (address: string) => string;
  readonly counts: (sent: number, received: number) => string;
  readonly times: (least: number, most: number, mean: number) => readonly string[];
}

const percent = (sent: number, received: number) => Math.round(((sent - received) * 100) / sent);
const ms = (value: number, sign: string) => (value === 0 ? '<1ms' : `${sign}${value}ms`);

const WORDS: Readonly<Record<'en' | 'ko', Words>> = {
  en: {
    head: (host) => `Pinging ${host} with ${BYTES} bytes of data:`,
    silence: 'Request timed out.',
    reply: (from, rttMs, ttl) => `Reply from ${from}: bytes=${BYTES} time${ms(rttMs, '=')} TTL=${ttl}`,
    unreachable: (from) => `Reply from ${from}: Destination host unreachable.`,
    statistics: (address) => `Ping statistics for ${address}:`,
    counts: (sent, received) =>
      `    Packets: Sent = ${sent}, Received = ${received}, Lost = ${sent - received} (${percent(sent, received)}% loss),`,
    times: (least, most, mean) => [
      'Approximate round trip times in milli-seconds:',
      `    Minimum = ${least}ms, Maximum = ${most}ms, Average = ${mean}ms`,
    ],
  },
  ko: {
    head: (host) => `Ping ${host} ${BYTES}바이트 데이터 사용:`,
    silence: '요청 시간이 만료되었습니다.',
    reply: (from, rttMs, ttl) => `${from}의 응답: 바이트=${BYTES} 시간${ms(rttMs, '=')} TTL=${ttl}`,
    unreachable: (from) => `${from}의 응답: 대상 호스트에 연결할 수 없습니다.`,
    statistics: (address) => `${address}에 대한 Ping 통계:`,
    counts: (sent, received) =>
      `    패킷: 송신 = ${sent}, 수신 = ${received}, 손실 = ${sent - received} (${percent(sent, received)}% 손실),`,
    times: (least, most, mean) => ['왕복 시간(밀리초):', `    최소 = ${least}ms, 최대 = ${most}ms, 평균 = ${mean}ms`],
  },
};
