/** `netstat -ano`: who listens, with the process id. Line layout: facts 2.8. Connections do not outlive a command here. */
import { formatIp, type Listener } from '../../engine/index.ts';
import { answer, misused, notModelled, type Command } from '../command.ts';

export const netstat: Command = {
  name: 'netstat',
  understands: ['netstat -ano', 'netstat -ano | findstr :8065'],
  run: (context, args) => {
    const flags = args.join('').toLowerCase().replaceAll(/[-/]/g, '');
    if (/[^anopq]/.test(flags) || args.some((arg) => !/^[-/]/.test(arg)))
      return misused(context, netstat, 1, 'Displays protocol statistics and current TCP/IP network connections.', '');
    if (!['a', 'n', 'o'].every((flag) => flags.includes(flag)))
      return notModelled(context, `netstat ${args.join(' ')} (netstat -ano)`);
    const order = (listener: Listener) => (listener.protocol === 'tcp' ? 0 : 1e6) + listener.port;
    const rows = [...context.netns.listeners].sort((a, b) => order(a) - order(b)).map(row);
    return answer(context, [
      '',
      'Active Connections',
      '',
      '  Proto  Local Address          Foreign Address        State           PID',
      ...rows,
    ]);
  },
};

function row({ protocol, bindAddress, port, process }: Listener): string {
  const local = `${formatIp(bindAddress)}:${port}`.padEnd(23);
  const [remote, state] = protocol === 'tcp' ? ['0.0.0.0:0', 'LISTENING'] : ['*:*', ''];
  return `  ${protocol.toUpperCase()}    ${local}${remote.padEnd(23)}${state.padEnd(16)}${process.pid}`;
}
