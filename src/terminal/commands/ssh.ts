/** `ssh` of OpenSSH: a TCP connection, then a login or one remote command. Keys and passwords are taken as given. Read ssh(1) before editing. */
import { formatIp, type Trace } from '../../engine/index.ts';
import { answer, fail, misused, notModelled, type Command, type Context } from '../command.ts';
import { joinTraces } from '../join-traces.ts';
import { loginLines } from '../login-text.ts';
import { last, readShort, type Options } from '../options.ts';
import { sendProbe } from '../send-probe.ts';
import type { RunResult } from '../run-result.ts';
import { readPort, resolveTarget } from '../target.ts';

export const ssh: Command = {
  name: 'ssh',
  understands: ['ssh [-p PORT] [-o ConnectTimeout=SECONDS] [USER@]HOST [COMMAND]'],
  run: (context, args) => {
    const options = readShort(args, 'p:l:o:i:b:vqtTnN46J:L:R:D:W:A', true);
    const { fault } = options;
    if (fault !== null) {
      const text =
        fault.kind === 'unknown'
          ? `unknown option -- ${fault.option}`
          : `option requires an argument -- ${fault.option}`;
      return misused(context, ssh, 255, text, SSH_USAGE);
    }
    if (options.values.has('6')) return notModelled(context, 'IPv6', 255);
    for (const flag of ['J', 'L', 'R', 'D', 'W', 'N'])
      if (options.values.has(flag)) return notModelled(context, `ssh -${flag}`, 255);
    const [destination, ...remote] = options.operands;
    if (destination === undefined) return misused(context, ssh, 255, SSH_USAGE);
    const portText = last(options, 'p') ?? '22';
    const port = readPort(portText);
    if (port === null) return fail(context, 255, `Bad port '${portText}'`);
    const host = destination.replace(/^ssh:\/\//, '').replace(/^[^@]*@/, '');
    const target = resolveTarget(context, host);
    if (target.kind === 'ipv6') return notModelled(context, 'IPv6', 255);
    if (target.kind === 'unknown')
      return fail(context, 255, `ssh: Could not resolve hostname ${host}: Name or service not known`);
    const asked = sendProbe(context.world, {
      from: context.netns.id,
      kind: 'tcp',
      dst: target.ip,
      dport: port,
      process: 'ssh',
      ...patience(options),
    });
    const { trace, world } = asked;
    if (trace.unmodelled !== undefined) return { ...notModelled(context, trace.unmodelled.what, 255), trace };
    const text = failure(trace, host, formatIp(target.ip), port);
    if (text !== null) return { ...fail(context, 255, text), world, trace };
    return login({ ...context, world }, trace, host, remote);
  },
};

const SSH_USAGE = 'usage: ssh [-46AaCfGgKkMNnqsTtVvXxYy] [-p port] [-o option] destination [command [argument ...]]';

function patience(options: Options): { readonly patienceMs?: number } {
  const found = (options.values.get('o') ?? [])
    .map((text) => /^ConnectTimeout[= ](\d{1,4})$/i.exec(text)?.[1])
    .find(Boolean);
  return found === undefined ? {} : { patienceMs: Number(found) * 1000 };
}

/** What the client prints when no session came about. */
function failure(trace: Trace, host: string, address: string, port: number): string | null {
  switch (trace.outcome) {
    case 'delivered':
      return null;
    case 'closed':
      return `kex_exchange_identification: read: Connection reset by peer\nConnection reset by ${address} port ${port}`;
    default:
      return `ssh: connect to host ${host} port ${port}: ${trace.error ?? 'Connection timed out'}`;
  }
}

/** Who answered decides where the session is. A listener that is no sshd (a published port) has no shell to offer. */
function login(context: Context, trace: Trace, host: string, remote: readonly string[]): RunResult {
  const { world } = context;
  const at = trace.answeredBy;
  const machine = at === null ? undefined : (world.machines[at] ?? world.machines[world.netns[at]?.machine ?? '']);
  if (at === null || machine === undefined || machine.kind === 'container') {
    const text = 'kex_exchange_identification: Connection closed by remote host';
    return { ...fail(context, 255, text, `Connection closed by ${host} port 22`), trace };
  }
  if (remote.length > 0) {
    const result = context.run(world, at, remote.join(' '));
    const { shellAt: _session, ...rest } = result;
    return { ...rest, trace: joinTraces(trace, result.trace) };
  }
  return answer(context, loginLines(world, machine), { trace, shellAt: at });
}
