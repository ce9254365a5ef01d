/** `netstat -ano`: who listens, with the process id. Line layout: facts 2.8. Connections do not outlive a command here. */
import { formatIp, type Listener } from '../../engine/index.ts';
import { answer, fail, misused, notModelledLine, understands, type Command } from '../command.ts';

export const netstat: Command = {
  name: 'netstat',
  understands: ['netstat -ano', 'netstat -an', 'netstat -ano | findstr :8065'],
  run: (context, args) => {
    const { flags, protocol, fault } = read(args);
    if (fault)
      return misused(context, netstat, 1, 'Displays protocol statistics and current TCP/IP network connections.', '');
    if (/[^anopq]/.test(flags) || protocol === 'other' || !['a', 'n'].every((flag) => flags.includes(flag)))
      return fail(context, 1, notModelledLine(`netstat ${args.join(' ')}`.trim()), understands(netstat));
    const rows = context.netns.listeners
      .filter((listener) => protocol === null || listener.protocol === protocol)
      .sort(inOrder);
    const hasPid = flags.includes('o');
    return answer(context, [
      '',
      'Active Connections',
      '',
      `  Proto  Local Address          Foreign Address        State${hasPid ? '           PID' : ''}`,
      ...rows.map((listener) => row(listener, hasPid)),
    ]);
  },
};

/** TCP before UDP, then by address, then by port, as the tables of Windows are sorted. @see GetExtendedTcpTable */
function inOrder(a: Listener, b: Listener): number {
  const first = Number(a.protocol !== 'tcp') - Number(b.protocol !== 'tcp');
  return first || (a.bindAddress >>> 0) - (b.bindAddress >>> 0) || a.port - b.port;
}

/** Flags together or apart, by `-` or `/`; `-p tcp` takes the word behind it. @see `netstat /?` */
function read(args: readonly string[]): {
  readonly flags: string;
  readonly protocol: 'tcp' | 'udp' | 'other' | null;
  readonly fault: boolean;
} {
  const small = args.map((arg) => arg.toLowerCase());
  const words = small.filter((arg) => !/^[-/]/.test(arg));
  const flags = small
    .filter((arg) => /^[-/]/.test(arg))
    .join('')
    .replaceAll(/[-/]/g, '');
  const [word, ...more] = words;
  const hasValue = flags.includes('p');
  const fault = /[^abefinopqrstxy]/.test(flags) || more.length > 0 || hasValue !== (word !== undefined);
  return { flags, fault, protocol: word === undefined ? null : word === 'tcp' || word === 'udp' ? word : 'other' };
}

function row({ protocol, bindAddress, port, process }: Listener, hasPid: boolean): string {
  const local = `${formatIp(bindAddress)}:${port}`.padEnd(23);
  const [remote, state] = protocol === 'tcp' ? ['0.0.0.0:0', 'LISTENING'] : ['*:*', ''];
  const line = `  ${protocol.toUpperCase()}    ${local}${remote.padEnd(23)}`;
  return hasPid ? `${line}${state.padEnd(16)}${process.pid}` : `${line}${state}`;
}
