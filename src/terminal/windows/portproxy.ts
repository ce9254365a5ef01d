/** `netsh interface portproxy`. Texts: facts 2.9. What `add` and `delete` print on success is not documented. */
import { ControlPlane, formatIp, ip, parseIp, type Ip, type PortProxyRule } from '../../engine/index.ts';
import {
  answer,
  fail,
  misused,
  notModelled,
  notModelledLine,
  understands,
  unverified,
  type Context,
} from '../command.ts';
import type { RunResult } from '../run-result.ts';
import { readPort } from '../target.ts';
import { badSyntax } from './netsh-words.ts';
import { needsElevation, say, windowsOf } from './windows-of.ts';

export const portproxyForms: readonly string[] = [
  'netsh interface portproxy show all',
  'netsh interface portproxy add v4tov4 listenport=80 listenaddress=0.0.0.0 connectport=80 connectaddress=ADDR',
  'netsh interface portproxy delete v4tov4 listenport=80 listenaddress=0.0.0.0',
  'netsh interface portproxy reset',
];

const ANYWHERE = ip('0.0.0.0');

export function portproxy(context: Context, args: readonly string[]): RunResult {
  const [verb = '', what = '', ...rest] = args.map((arg) => arg.toLowerCase());
  if (verb === 'show') return show(context, what);
  if (verb === 'reset') return change(context, []);
  if (verb === '' || verb === 'dump' || verb === '?' || verb === 'help')
    return fail(
      context,
      1,
      notModelledLine(`netsh interface portproxy ${verb}`.trim()),
      understands({ understands: portproxyForms }),
    );
  if (verb !== 'add' && verb !== 'delete' && verb !== 'set') return unknown(context, args);
  if (/^(v4tov6|v6tov4|v6tov6)$/.test(what)) return notModelled(context, `netsh interface portproxy ${verb} ${what}`);
  const values = what === 'v4tov4' ? readValues(rest) : null;
  if (what !== 'v4tov4') return unknown(context, args);
  if (values === null) return badSyntax(context, portproxyForms);
  return verb === 'delete' ? remove(context, values) : add(context, values);
}

function unknown(context: Context, args: readonly string[]): RunResult {
  const text = `The following command was not found: interface portproxy ${args.join(' ')}.`;
  return misused(context, { understands: portproxyForms }, 1, text);
}

interface Values {
  readonly listenPort: number;
  readonly listenAddress: Ip;
  readonly connectPort: number;
  readonly connectAddress: Ip | null;
}

const TAGS = ['listenport', 'connectaddress', 'connectport', 'listenaddress', 'protocol'];

/** Tags may be left out where the values stand in the order of the usage: LISTENPORT CONNECTADDRESS CONNECTPORT LISTENADDRESS. */
function readValues(args: readonly string[]): Values | null {
  const values = new Map<string, string>();
  for (const [at, arg] of args.entries()) {
    const cut = arg.indexOf('=');
    const tag = cut < 0 ? TAGS[at] : TAGS.find((known) => known === arg.slice(0, cut));
    if (tag === undefined) return null;
    values.set(tag, cut < 0 ? arg : arg.slice(cut + 1));
  }
  const address = (text: string | undefined) =>
    text === undefined || text === '*' ? ANYWHERE : text === 'localhost' ? ip('127.0.0.1') : parseIp(text);
  const listenPort = readPort(values.get('listenport') ?? '');
  const listenAddress = address(values.get('listenaddress'));
  const connectPort = readPort(values.get('connectport') ?? values.get('listenport') ?? '');
  const typed = values.get('connectaddress');
  const connectAddress = typed === undefined ? null : address(typed);
  if (listenPort === null || listenAddress === null || connectPort === null) return null;
  if (typed !== undefined && connectAddress === null) return null;
  return { listenPort, listenAddress, connectPort, connectAddress };
}

function add(context: Context, values: Values): RunResult {
  const { connectAddress } = values;
  if (connectAddress === null)
    return fail(
      context,
      1,
      notModelledLine('a port proxy without connectaddress='),
      understands({ understands: portproxyForms }),
    );
  const others = windowsOf(context).portProxy.filter((rule) => !isAt(rule, values));
  return change(context, [...others, { ...values, connectAddress }]);
}

function remove(context: Context, values: Values): RunResult {
  const { portProxy } = windowsOf(context);
  const kept = portProxy.filter((rule) => !isAt(rule, values));
  if (kept.length < portProxy.length) return change(context, kept);
  const refused = needsElevation(context);
  if (refused !== null) return refused;
  return fail(context, 1, 'The system cannot find the file specified.', '', unverified('the wording of this refusal'));
}

function isAt(rule: PortProxyRule, { listenAddress, listenPort }: Values): boolean {
  return rule.listenAddress === listenAddress && rule.listenPort === listenPort;
}

/** The IP Helper service follows at once: the trace tells which sockets it opened or closed. */
function change(context: Context, portProxy: readonly PortProxyRule[]): RunResult {
  const refused = needsElevation(context);
  if (refused !== null) return refused;
  const { id } = context.machine;
  const plane = new ControlPlane(context.world, context.netns.id);
  plane.quietly([{ kind: 'set-windows', machine: id, windows: { ...windowsOf(context), portProxy } }]);
  plane.result(context.netns.id, 'delivered', '');
  return answer(context, [''], { world: plane.world, trace: plane.trace() });
}

const HEADS = {
  en: ['Listen on ipv4:             Connect to ipv4:', 'Address         Port        Address         Port'],
  ko: ['ipv4 수신 대기:             ipv4에 연결:', '주소            포트        주소            포트'],
};

function show(context: Context, what: string): RunResult {
  if (/^(|v4tov6|v6tov4|v6tov6)$/.test(what))
    return fail(
      context,
      1,
      notModelledLine(`netsh interface portproxy show ${what}`.trim()),
      understands({ understands: portproxyForms }),
    );
  if (!['all', 'v4tov4'].includes(what)) return unknown(context, ['show', what]);
  const { portProxy } = windowsOf(context);
  if (portProxy.length === 0) return answer(context, ['']);
  const [title = '', heads = ''] = say(context, HEADS);
  const rows = portProxy.map(
    ({ listenAddress, listenPort, connectAddress, connectPort }) =>
      `${formatIp(listenAddress).padEnd(16)}${String(listenPort).padEnd(12)}${formatIp(connectAddress).padEnd(16)}${connectPort}`,
  );
  const line = '--------------- ----------  --------------- ----------';
  return answer(context, ['', title, '', heads, line, ...rows, '']);
}
