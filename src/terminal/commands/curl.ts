/** `curl` 7.88 as Debian ships it (on Windows, where PowerShell needs its full name `curl.exe`, it prints the same), for plain HTTP: one GET, and what came back. Read curl(1) before editing. */
import type { Trace } from '../../engine/index.ts';
import {
  answer,
  err,
  fail,
  misused,
  notModelled,
  notModelledLine,
  understands,
  type Command,
  type Context,
} from '../command.ts';
import { has, last, readLong, type LongOption } from '../options.ts';
import { httpAnswer } from '../print/http-answer.ts';
import { sendProbe } from '../send-probe.ts';
import { readPort, resolveTarget } from '../target.ts';

/** Every answer here is a 200 over plain HTTP: `-L`, `-f` and `-k` change nothing. */
const OPTIONS: readonly LongOption[] = [
  { name: 'silent', short: 's', value: false },
  { name: 'show-error', short: 'S', value: false },
  { name: 'ipv4', short: '4', value: false },
  { name: 'max-time', short: 'm', value: true },
  { name: 'connect-timeout', value: true },
  { name: 'output', short: 'o', value: true },
  { name: 'write-out', short: 'w', value: true },
  ...(['location:L', 'fail:f', 'insecure:k'] as const).map((text) => option(text, false)),
];

/** Options that curl has and this one does not follow. */
const NOT_HERE: readonly LongOption[] = [
  ...(['verbose:v', 'head:I', 'include:i', 'ipv6:6'] as const).map((text) => option(text, false)),
  ...(['header:H', 'data:d', 'request:X', 'user-agent:A', 'interface', 'retry'] as const).map((text) =>
    option(text, true),
  ),
];

function option(text: string, value: boolean): LongOption {
  const [name = '', short] = text.split(':');
  return short === undefined ? { name, value } : { name, short, value };
}

export const curl: Command = {
  name: 'curl',
  understands: [
    'curl [-s] [-m SECONDS] [--connect-timeout SECONDS] [-o /dev/null] [http://]HOST[:PORT][/PATH]',
    "curl -w '%{http_code}\\n' URL",
  ],
  run: (context, args) => {
    const options = readLong(args, [...OPTIONS, ...NOT_HERE]);
    const { fault } = options;
    if (fault !== null) {
      const name = fault.option.replace(/^'(.)'.*/, '-$1');
      const what = fault.kind === 'unknown' ? 'is unknown' : 'requires parameter';
      return misused(context, curl, 2, `curl: option ${name}: ${what}`, CURL_HELP);
    }
    for (const { name } of NOT_HERE)
      if (options.values.has(name)) return fail(context, 2, notModelledLine(`curl --${name}`), understands(curl));
    const [typed, more] = options.operands;
    if (typed === undefined) return misused(context, curl, 2, 'curl: no URL specified!', CURL_HELP);
    if (more !== undefined) return notModelled(context, 'curl with several URLs', 2);
    const strange = unknownVariable(last(options, 'write-out') ?? '');
    if (strange !== undefined) return notModelled(context, `curl -w ${strange}`, 2);
    const url = readUrl(typed);
    const isQuiet = has(options, 'silent') && !has(options, 'show-error');
    const written = (status: number, code: number) => writeOut(last(options, 'write-out') ?? '', status, code);
    const failed = (code: number, text: string, more: object = {}) =>
      answer(context, [...(isQuiet ? [] : [err(`curl: (${code}) ${text}`)]), ...written(0, code)], {
        ...more,
        exitCode: code,
      });
    if ('refusal' in url) return failed(url.exitCode, url.refusal);
    if (url.scheme === 'https') return notModelled(context, 'https', 35);
    const target = resolveTarget(context, url.host);
    if (target.kind === 'ipv6') return notModelled(context, 'IPv6', 7);
    if (target.kind === 'unknown') return failed(6, `Could not resolve host: ${url.host}`);
    const limits = ['max-time', 'connect-timeout'].map((name) => Number(last(options, name) ?? 0) * 1000);
    const patienceMs = Math.min(...limits.filter((ms) => ms > 0));
    const asked = sendProbe(context.world, {
      from: context.netns.id,
      kind: 'tcp',
      dst: target.ip,
      dport: url.port,
      process: context.machine.windows === undefined ? 'curl' : 'curl.exe',
      ...(Number.isFinite(patienceMs) ? { patienceMs } : {}),
    });
    const { trace, world } = asked;
    if (trace.unmodelled !== undefined) return { ...notModelled(context, trace.unmodelled.what, 7), trace };
    const got = trace.outcome === 'delivered' ? httpAnswer(context.world, trace, url) : null;
    if (got?.kind === 'unmodelled') return { ...notModelled(context, got.what, 22), world, trace };
    if (got?.kind === 'body') {
      const isKept = last(options, 'output') === undefined;
      return answer(context, [...(isKept ? got.lines : []), ...written(200, 0)], { world, trace });
    }
    const { code, text } = got ?? failure(context, trace, url, patienceMs);
    return failed(code, text, { world, trace });
  },
};

const CURL_HELP = "curl: try 'curl --help' or 'curl --manual' for more information";

interface Url {
  readonly scheme: string;
  readonly host: string;
  readonly port: number;
  readonly path: string;
}

function readUrl(text: string): Url | { readonly refusal: string; readonly exitCode: number } {
  const found = /^(?:(\w+):\/\/)?(\[[^\]]*\]|[^/:]+)(?::([^/]*))?(\/.*)?$/.exec(text);
  const scheme = (found?.[1] ?? 'http').toLowerCase();
  const host = found?.[2] ?? '';
  if (host === '') return { refusal: 'URL using bad/illegal format or missing URL', exitCode: 3 };
  if (scheme !== 'http' && scheme !== 'https')
    return { refusal: `Protocol "${scheme}" not supported or disabled in libcurl`, exitCode: 1 };
  const port = found?.[3] === undefined ? (scheme === 'http' ? 80 : 443) : readPort(found[3]);
  if (port === null) return { refusal: 'URL using bad/illegal format or missing URL', exitCode: 3 };
  return { scheme, host, port, path: found?.[4] ?? '/' };
}

interface CurlFailure {
  /** curl's exit code, in brackets in its message. @see curl(1) "EXIT CODES" */
  readonly code: number;
  readonly text: string;
}

function failure(
  { netns, machine: { windows } }: Context,
  trace: Trace,
  { host, port }: Url,
  patienceMs: number,
): CurlFailure {
  const elapsedMs = (trace.steps.at(-1)?.atMs ?? 0) - (trace.steps[0]?.atMs ?? 0);
  if (trace.outcome === 'closed') {
    return wasReset(trace, netns.id)
      ? {
          code: 56,
          text: windows === undefined ? 'Recv failure: Connection reset by peer' : 'Recv failure: Connection was reset',
        }
      : { code: 52, text: 'Empty reply from server' };
  }
  if (trace.outcome === 'timeout' && Number.isFinite(patienceMs)) {
    const ms = patienceMs + 1;
    return hasConnected(trace, netns.id)
      ? { code: 28, text: `Operation timed out after ${ms} milliseconds with 0 bytes received` }
      : { code: 28, text: `Connection timed out after ${ms} milliseconds` };
  }
  const code = trace.outcome === 'timeout' ? 28 : 7;
  const after = `after ${Math.floor(elapsedMs)} ms`;
  return { code, text: `Failed to connect to ${host} port ${port} ${after}: Couldn't connect to server` };
}

/** What `-w` may name here. @see curl(1) --write-out */
const VARIABLES: readonly string[] = ['%{http_code}', '%{response_code}', '%{exitcode}'];

function unknownVariable(format: string): string | undefined {
  if (format.startsWith('@')) return format;
  return (format.replaceAll('%%', '').match(/%(?:\{[^}]*\}?)?|\\[^nrt]/g) ?? []).find(
    (word) => !VARIABLES.includes(word),
  );
}

/** The lines of `-w`, after all else: three figures for the status, 000 where no answer came. A line that was begun is ended. */
function writeOut(format: string, status: number, exitCode: number): readonly string[] {
  if (format === '') return [];
  const text = format.replace(/%%|%\{(\w+)\}|\\([nrt])/g, (word, name?: string, letter?: string) => {
    if (letter !== undefined) return ESCAPES[letter] ?? '';
    if (name === undefined) return word === '%%' ? '%' : word;
    return name === 'exitcode' ? String(exitCode) : String(status).padStart(3, '0');
  });
  return text.replace(/\n$/, '').split('\n');
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '', t: '\t' };

/** Something of the client's own connection that came back to it. */
function arrivals(trace: Trace, client: string): readonly string[] {
  return trace.steps.flatMap((step) => {
    const { conversation, direction, netns, kind, packet } = step;
    const isHere = conversation === 0 && direction === 'reply' && netns === client && kind === 'deliver';
    return isHere && packet?.protocol === 'tcp' ? [packet.flags] : [];
  });
}

function wasReset(trace: Trace, client: string): boolean {
  return arrivals(trace, client).some((flags) => flags.includes('RST'));
}

function hasConnected(trace: Trace, client: string): boolean {
  return arrivals(trace, client).some((flags) => flags === 'SYN+ACK');
}
