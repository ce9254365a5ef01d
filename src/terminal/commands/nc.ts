/** `nc` of OpenBSD as Debian and Ubuntu ship it: does a port answer? Read nc(1) before editing. */
import { formatIp, type Trace } from '../../engine/index.ts';
import { answer, err, fail, misused, notModelled, type Command } from '../command.ts';
import { last, readShort } from '../options.ts';
import { sendProbe } from '../send-probe.ts';
import { readPort, resolveTarget } from '../target.ts';

/** @see /etc/services */
const SERVICES: Readonly<Record<number, string>> = {
  21: 'ftp',
  22: 'ssh',
  25: 'smtp',
  53: 'domain',
  80: 'http',
  389: 'ldap',
  443: 'https',
  636: 'ldaps',
  3306: 'mysql',
  5432: 'postgresql',
  6379: 'redis',
  8080: 'http-alt',
};

export const nc: Command = {
  name: 'nc',
  understands: ['nc [-v] [-z] [-w SECONDS] [-s ADDR] [-n] HOST PORT'],
  run: (context, args) => {
    const options = readShort(args, 'vzw:s:nN4u6lp:k');
    if (options.fault !== null)
      return misused(context, nc, 1, `nc: invalid option -- '${options.fault.option}'`, NC_USAGE);
    if (options.values.has('6')) return notModelled(context, 'IPv6');
    for (const flag of ['u', 'l', 'p', 'k']) if (options.values.has(flag)) return notModelled(context, `nc -${flag}`);
    const [host, portText = ''] = options.operands;
    if (host === undefined || options.operands.length !== 2) return misused(context, nc, 1, NC_USAGE);
    const port = readPort(portText);
    if (port === null)
      return fail(
        context,
        1,
        /^\d/.test(portText) ? `nc: port number invalid: ${portText}` : `nc: port number invalid: ${portText}`,
      );
    const target = resolveTarget(context, host);
    if (target.kind === 'ipv6') return notModelled(context, 'IPv6');
    if (target.kind === 'unknown')
      return fail(context, 1, `nc: getaddrinfo for host "${host}" port ${port}: Name or service not known`);
    const wait = last(options, 'w');
    const bound = last(options, 's');
    const source = bound === undefined ? undefined : resolveTarget(context, bound);
    const asked = sendProbe(context.world, {
      from: context.netns.id,
      kind: 'tcp',
      dst: target.ip,
      dport: port,
      process: 'nc',
      ...(source?.kind === 'address' ? { src: source.ip } : {}),
      ...(wait !== undefined && Number(wait) > 0 ? { patienceMs: Number(wait) * 1000 } : {}),
    });
    const { trace, world } = asked;
    if (trace.unmodelled !== undefined) return { ...notModelled(context, trace.unmodelled.what), trace };
    const said = options.values.has('v')
      ? [err(sentence(trace, formatIp(target.ip), host, port, wait !== undefined))]
      : [];
    return answer(context, said, { world, trace, exitCode: hasConnected(trace) ? 0 : 1 });
  },
};

const NC_USAGE = 'usage: nc [-46CDdFhklNnrStUuvZz] [-w timeout] [destination] [port]';

/** A relay that could not reach its own target closes a connection that did come about. */
function hasConnected(trace: Trace): boolean {
  return trace.outcome === 'delivered' || trace.outcome === 'closed';
}

function sentence(trace: Trace, address: string, host: string, port: number, patient: boolean): string {
  if (hasConnected(trace)) {
    const shown = host === address ? host : `${host} (${address})`;
    return `Connection to ${shown} ${port} port [tcp/${SERVICES[port] ?? '*'}] succeeded!`;
  }
  const shown = host === address ? host : `${host} (${address})`;
  if (trace.outcome === 'timeout' && patient)
    return `nc: connect to ${shown} port ${port} (tcp) timed out: Operation now in progress`;
  return `nc: connect to ${shown} port ${port} (tcp) failed: ${trace.error ?? 'Connection timed out'}`;
}
