/** `Test-NetConnection HOST -Port N`: a TCP connection, and a ping where it fails. Texts: facts 2.10. Both are of one trace. */
import { formatIp, type Trace } from '../../engine/index.ts';
import {
  answer,
  fail,
  misused,
  notModelled,
  notModelledLine,
  out,
  understands,
  type Command,
  type Context,
} from '../command.ts';
import { joinTraces } from '../join-traces.ts';
import { sendProbe } from '../send-probe.ts';
import { readPort, resolveTarget } from '../target.ts';
import { readParameters } from './parameters.ts';

const PING_WAIT_MS = 4000;

const FORM = 'Test-NetConnection HOST -Port PORT [-InformationLevel Quiet]';
/** Ports that `-CommonTCPPort` names. @see Test-NetConnection */
const COMMON: ReadonlyMap<string, string> = new Map(
  Object.entries({ http: '80', rdp: '3389', smb: '445', winrm: '5985' }),
);

export const testNetConnection: Command = {
  name: 'Test-NetConnection',
  understands: [FORM],
  run: (context, args) => {
    const { host, values, fault } = read(args);
    if (fault !== null)
      return misused(
        context,
        testNetConnection,
        1,
        `Test-NetConnection : A parameter cannot be found that matches parameter name '${fault.replace(/^-/, '')}'.`,
      );
    const portText = values.get('port') ?? COMMON.get(values.get('commontcpport')?.toLowerCase() ?? '');
    const other = ['traceroute', 'diagnoserouting'].find((name) => values.has(name));
    if (other !== undefined) return notModelled(context, `Test-NetConnection -${other}`);
    const level = (values.get('informationlevel') ?? 'standard').toLowerCase();
    if (level !== 'standard' && level !== 'quiet')
      return notModelled(context, `Test-NetConnection -InformationLevel ${level}`);
    if (host === undefined || (portText !== undefined && readPort(portText) === null))
      return misused(context, testNetConnection, 1, 'Test-NetConnection: a host and -Port are needed');
    const port = readPort(portText ?? '');
    if (port === null)
      return fail(
        context,
        1,
        notModelledLine('Test-NetConnection without -Port'),
        understands({ understands: [FORM, 'ping HOST'] }),
      );
    const target = resolveTarget(context, host);
    if (target.kind === 'ipv6') return notModelled(context, 'IPv6');
    if (target.kind === 'unknown') return notModelled(context, `the name ${host}`);
    const address = formatIp(target.ip);
    const tcp = sendProbe(context.world, {
      from: context.netns.id,
      kind: 'tcp',
      dst: target.ip,
      dport: port,
      process: 'powershell.exe',
    });
    if (tcp.trace.unmodelled !== undefined)
      return { ...notModelled(context, tcp.trace.unmodelled.what), trace: tcp.trace };
    // What accepts and hangs up has been connected to all the same.
    const hasConnected = tcp.trace.outcome === 'delivered' || tcp.trace.outcome === 'closed';
    const way = wayOf(context, tcp.trace);
    if (hasConnected && level === 'quiet') return answer(context, ['True'], { world: tcp.world, trace: tcp.trace });
    const known = [host, address, String(port), way.alias, way.source];
    if (hasConnected) {
      const rows = table(
        ['ComputerName', 'RemoteAddress', 'RemotePort', 'InterfaceAlias', 'SourceAddress', 'TcpTestSucceeded'],
        [...known, 'True'],
      );
      return answer(context, ['', '', ...rows, ''], { world: tcp.world, trace: tcp.trace });
    }
    const echo = sendProbe(tcp.world, {
      from: context.netns.id,
      kind: 'icmp',
      dst: target.ip,
      size: 32,
      process: 'powershell.exe',
      patienceMs: PING_WAIT_MS,
    });
    const hasEcho = echo.trace.outcome === 'delivered';
    const warnings = [
      `WARNING: TCP connect to (${address} : ${port}) failed`,
      ...(hasEcho
        ? []
        : [
            `WARNING: Ping to ${address} failed with status: ${echo.trace.outcome === 'timeout' ? 'TimedOut' : 'DestinationHostUnreachable'}`,
          ]),
    ];
    const names = [
      'ComputerName',
      'RemoteAddress',
      'RemotePort',
      'InterfaceAlias',
      'SourceAddress',
      'PingSucceeded',
      'PingReplyDetails (RTT)',
      'TcpTestSucceeded',
    ];
    const cells = [...known, hasEcho ? 'True' : 'False', hasEcho ? '1 ms' : '0 ms', 'False'];
    const said = level === 'quiet' ? ['False'] : ['', '', ...table(names, cells), ''];
    return answer(context, [...warnings.map(out), ...said], {
      world: echo.world,
      trace: withPing(tcp.trace, echo.trace),
      exitCode: 1,
    });
  },
};

const NAMES = ['ComputerName', 'Port', 'CommonTCPPort', 'InformationLevel'];
const SWITCHES = ['TraceRoute', 'DiagnoseRouting'];

/** A host by name or by place, the port by name alone: `Test-NetConnection HOST 80` takes the second word for `-CommonTCPPort`. */
function read(args: readonly string[]): {
  readonly host: string | undefined;
  readonly values: ReadonlyMap<string, string>;
  readonly fault: string | null;
} {
  const [first, second] = args.filter((arg, at) => !arg.startsWith('-') && !isValue(args[at - 1]));
  const named = args.filter((arg, at) => arg.startsWith('-') || isValue(args[at - 1]));
  const flat = named.flatMap((arg) => (isSwitch(arg) ? [arg, ''] : [arg]));
  const parameters = readParameters(flat, [...NAMES, ...SWITCHES]);
  if (!parameters.ok) return { host: first, values: new Map(), fault: parameters.fault };
  const values = new Map(parameters.values);
  const host = values.get('computername') ?? first;
  if (second !== undefined && !values.has('commontcpport')) values.set('commontcpport', second);
  return { host, values, fault: null };
}

/** Whether the word behind this one is its value. */
function isValue(before: string | undefined): boolean {
  return before?.startsWith('-') === true && !isSwitch(before);
}

function isSwitch(arg: string): boolean {
  return SWITCHES.some((name) => arg.length > 2 && `-${name}`.toLowerCase().startsWith(arg.toLowerCase()));
}

/** The ending is that of the connection: the ping only adds to it. */
function withPing(tcp: Trace, echo: Trace): Trace {
  const both = joinTraces(tcp, echo) ?? tcp;
  const { outcome, disposition, error } = tcp;
  return { ...both, outcome, disposition, error };
}

function table(names: readonly string[], values: readonly string[]): readonly string[] {
  const width = Math.max(...names.map(({ length }) => length));
  return names.map((name, at) => `${name.padEnd(width)} : ${values[at] ?? ''}`);
}

/** By which adapter, and from which address. */
function wayOf({ netns }: Context, trace: Trace): { readonly alias: string; readonly source: string } {
  const source = trace.conversations[0]?.tuple?.src;
  const sent = trace.steps.find((step) => step.kind === 'tx' && step.netns === netns.id);
  const alias = sent?.dev === 'lo' ? 'Loopback Pseudo-Interface 1' : (sent?.dev ?? '');
  return { alias, source: source === undefined ? '' : formatIp(source) };
}
