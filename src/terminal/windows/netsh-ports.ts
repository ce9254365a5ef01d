/** `netsh int ipv4|ipv6 show|set dynamicport`, `show|add|delete excludedportrange`. Texts: facts 2.6, in both languages where both are known. */
import {
  addExcludedRange,
  ControlPlane,
  deleteExcludedRange,
  lastPort,
  setDynamicRange,
  WindowsHost,
  type ExcludeRefusal,
  type PortProtocol,
} from '../../engine/index.ts';
import {
  answer,
  err,
  fail,
  notModelled,
  notModelledLine,
  out,
  understands,
  unverified,
  type Context,
} from '../command.ts';
import { dynamicPortLines, excludedRangeLines } from '../print/port-ranges.ts';
import type { OutputLine, RunResult } from '../run-result.ts';
import { badSyntax, isShortFor, unknownWords } from './netsh-words.ts';
import { needsElevation, say, windowsOf } from './windows-of.ts';

export const ipForms: readonly string[] = [
  'netsh int ipv4 show excludedportrange protocol=tcp',
  'netsh int ipv4 show dynamicport tcp',
  'netsh int ipv4 set dynamicport tcp start=49152 num=16384',
  'netsh int ipv4 add excludedportrange protocol=tcp startport=8065 numberofports=1 store=persistent',
  'netsh int ipv4 delete excludedportrange protocol=tcp startport=8065 numberofports=1',
];

const OK = { en: 'Ok.', ko: '확인됨' };
const BUSY = 'The process cannot access the file because it is being used by another process.';

type Family = 'ipv4' | 'ipv6';

export function ipContext(context: Context, family: Family, args: readonly string[]): RunResult {
  const [verb, noun, ...rest] = args;
  const typed = ['interface', family, ...args];
  const unknown = () => unknownWords(context, typed, ipForms);
  if (isShortFor(noun, 'dynamicportrange')) {
    const values = readValues(rest, ['protocol', 'start', 'num', 'store']);
    const protocol = protocolIn(values?.get('protocol'));
    if (values === null || protocol === null) return badSyntax(context, near('dynamicport'));
    if (isShortFor(verb, 'show')) return showDynamic(context, family, protocol);
    if (isShortFor(verb, 'set')) return setDynamic(context, family, protocol, values);
    return unknown();
  }
  if (isShortFor(noun, 'excludedportrange')) {
    const values = readValues(rest, ['protocol', 'startport', 'numberofports', 'store']);
    const protocol = protocolIn(values?.get('protocol'));
    if (values === null || protocol === null) return badSyntax(context, near('excludedportrange'));
    if (family === 'ipv6') return notModelled(context, 'excluded port ranges of IPv6');
    if (isShortFor(verb, 'show'))
      return answer(context, excludedRangeLines(windowsOf(context).ports, protocol, context));
    if (isShortFor(verb, 'add') || isShortFor(verb, 'delete'))
      return changeExcluded(context, isShortFor(verb, 'add'), protocol, values);
    return unknown();
  }
  const instead = SHOWN_BY.find(([words]) => words.test(noun ?? ''))?.[1];
  return fail(
    context,
    1,
    notModelledLine(`netsh ${typed.join(' ')}`),
    understands({ understands: instead ?? ipForms }),
  );
}

/** What this Windows shows by another command. */
const SHOWN_BY: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^(addr|conf|inter|subi|dns)/i, ['ipconfig']],
  [/^(route|dest)/i, ['route print']],
  [/^(tcp|udp)conn/i, ['netstat -ano']],
];

const near = (noun: string) => ipForms.filter((form) => form.includes(noun));

/** `start=49152` by name, or values alone in the order of `names`; null where a name is not known or comes twice. */
function readValues(args: readonly string[], names: readonly string[]): ReadonlyMap<string, string> | null {
  const values = new Map<string, string>();
  for (const [at, arg] of args.entries()) {
    const [name, value] = arg.includes('=') ? splitOnce(arg) : [names[at], arg];
    const known = names.find((other) => name !== undefined && other.startsWith(name.toLowerCase()));
    if (known === undefined || values.has(known)) return null;
    values.set(known, value);
  }
  return values;
}

function splitOnce(text: string): readonly [string, string] {
  const at = text.indexOf('=');
  return [text.slice(0, at), text.slice(at + 1)];
}

function protocolIn(text: string | undefined): PortProtocol | null {
  const small = text?.toLowerCase();
  return small === 'tcp' || small === 'udp' ? small : null;
}

function numberIn(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,5}$/.test(text) ? Number(text) : null;
}

function showDynamic(context: Context, family: Family, protocol: PortProtocol): RunResult {
  const { dynamic, dynamicIpv6 } = windowsOf(context).ports;
  return answer(context, dynamicPortLines((family === 'ipv4' ? dynamic : dynamicIpv6)[protocol], protocol, context));
}

function setDynamic(
  context: Context,
  family: Family,
  protocol: PortProtocol,
  values: ReadonlyMap<string, string>,
): RunResult {
  const refused = needsElevation(context);
  if (refused !== null) return refused;
  const start = numberIn(values.get('start'));
  const count = numberIn(values.get('num'));
  const host = new WindowsHost(new ControlPlane(context.world, context.netns.id), context.machine.id);
  if (start === null || count === null || !setDynamicRange(host, family, protocol, { start, count }))
    return fail(context, 1, 'The parameter is incorrect.', '', unverified('the wording of this refusal'));
  return done(context, host, [out(say(context, OK)), out('')]);
}

function changeExcluded(
  context: Context,
  adds: boolean,
  protocol: PortProtocol,
  values: ReadonlyMap<string, string>,
): RunResult {
  const refused = needsElevation(context);
  if (refused !== null) return refused;
  const start = numberIn(values.get('startport'));
  const count = numberIn(values.get('numberofports'));
  const end = start === null || count === null ? 0 : lastPort({ start, count });
  if (start === null || count === null || start < 1 || count < 1 || end > 65535)
    return fail(context, 1, 'The parameter is incorrect.', '', unverified('the wording of this refusal'));
  const host = new WindowsHost(new ControlPlane(context.world, context.netns.id), context.machine.id);
  const untilReboot = values.get('store')?.toLowerCase() === 'active';
  const range = { start, end, administered: true, ...(untilReboot ? { untilReboot } : {}) };
  const refusal = adds ? addExcludedRange(host, protocol, range) : deleteExcludedRange(host, protocol, range);
  if (refusal !== null) return fail(context, 1, ...refusalLines(refusal));
  return done(context, host, [
    out(say(context, OK)),
    out(''),
    unverified('that the answer is this one word, as with set dynamicport'),
  ]);
}

function refusalLines(refusal: ExcludeRefusal): readonly OutputLine[] {
  switch (refusal) {
    case 'busy':
      return [err(BUSY), err('')];
    case 'not-found':
      return [err('The system cannot find the file specified.'), err(''), unverified('the wording of this refusal')];
    case 'not-administered':
      return [
        err('Access is denied.'),
        err(''),
        unverified('the wording; that it is refused to administrators too has been reported'),
      ];
  }
}

function done(context: Context, { plane }: WindowsHost, lines: readonly OutputLine[]): RunResult {
  plane.result(context.netns.id, 'delivered', lines[0]?.text ?? '');
  return answer(context, lines, { world: plane.world, trace: plane.trace() });
}
