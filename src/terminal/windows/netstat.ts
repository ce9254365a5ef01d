/** `netstat -ano`: who listens, with the process id. Line layout: facts 2.8. Connections do not outlive a command here. */
import { formatIp, type Listener } from '../../engine/index.ts';
import { answer, misused, notModelled, type Command } from '../command.ts';

export const netstat: Command = {
  name: 'netstat',
  understands: ['netstat -ano', 'netstat -an', 'netstat -ano | findstr :8065'],
  run: (context, args) => {
    const flags = args.join('').toLowerCase().replaceAll(/[-/]/g, '');
    if (/[^anopq]/.test(flags) || args.some((arg) => !/^[-/]/.test(arg)))
      return misused(context, netstat, 1, 'Displays protocol statistics and current TCP/IP network connections.', '');
    if (!['a', 'n'].every((flag) => flags.includes(flag)))
      return notModelled(context, `netstat ${args.join(' ')} (netstat -ano)`);
    const order = (listener: Listener) => (listener.protocol === 'tcp' ? 0 : 1e6) + listener.port;
    const rows = [...context.netns.listeners].sort((a, b) => order(a) - order(b));
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

function row({ protocol, bindAddress, port, process }: Listener, hasPid: boolean): string {
  const local = `${formatIp(bindAddress)}:${port}`.padEnd(23);
  const [remote, state] = protocol === 'tcp' ? ['0.0.0.0:0', 'LISTENING'] : ['*:*', ''];
  const line = `  ${protocol.toUpperCase()}    ${local}${remote.padEnd(23)}`;
  return hasPid ? `${line}${state.padEnd(16)}${process.pid}` : `${line}${state}`;
}
