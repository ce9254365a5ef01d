/** `Test-NetConnection HOST -Port N`: a TCP connection, and a ping where it fails. Texts: facts 2.10. Both are of one trace. */
import { formatIp, type Trace } from '../../engine/index.ts';
import { answer, misused, notModelled, out, type Command, type Context } from '../command.ts';
import { joinTraces } from '../join-traces.ts';
import { sendProbe } from '../send-probe.ts';
import { readPort, resolveTarget } from '../target.ts';

const PING_WAIT_MS = 4000;

export const testNetConnection: Command = {
  name: 'Test-NetConnection',
  understands: ['Test-NetConnection HOST -Port PORT'],
  run: (context, args) => {
    const at = args.findIndex((arg) => /^-port$/i.test(arg));
    const port = readPort(args[at + 1] ?? '');
    const [host, ...more] = args.filter(
      (arg, index) => !/^-computername$/i.test(arg) && (at < 0 || (index !== at && index !== at + 1)),
    );
    if (host === undefined || more.length > 0 || (at >= 0 && port === null))
      return misused(context, testNetConnection, 1, 'Test-NetConnection: a host and -Port are needed');
    if (port === null) return notModelled(context, 'Test-NetConnection without -Port');
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
    const values = [...known, hasEcho ? 'True' : 'False', hasEcho ? '1 ms' : '0 ms', 'False'];
    return answer(context, [...warnings.map(out), '', '', ...table(names, values), ''], {
      world: echo.world,
      trace: withPing(tcp.trace, echo.trace),
      exitCode: 1,
    });
  },
};

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
