/** `tasklist`: who has the process id that `netstat -ano` shows. Only programs that listen are known. @see tasklist (Windows commands) */
import { answer, notModelled, notModelledLine, type Command, type Context } from '../command.ts';
import type { RunResult } from '../run-result.ts';

export const tasklist: Command = {
  name: 'tasklist',
  understands: ['tasklist', 'tasklist /fi "PID eq NUMBER"'],
  run: (context, args) => {
    const [flag, filter, ...more] = args;
    if (flag === undefined) return list(context, () => true);
    const found = /^(pid|imagename) eq (\S+)$/i.exec(filter ?? '');
    if (!/^[-/]fi$/i.test(flag) || found === null || more.length > 0)
      return notModelled(context, `tasklist ${args.join(' ')}`);
    const [, column = '', value = ''] = found;
    const isPid = column.toLowerCase() === 'pid';
    return list(context, ({ name, pid }) => (isPid ? String(pid) : name.toLowerCase()) === value.toLowerCase());
  },
};

interface Task {
  readonly name: string;
  readonly pid: number;
}

function list(context: Context, isWanted: (task: Task) => boolean): RunResult {
  const tasks = new Map<number, Task>();
  for (const { process } of context.netns.listeners)
    tasks.set(process.pid, { pid: process.pid, name: process.name.replace(/(\.exe)?$/, '.exe') });
  const rows = [...tasks.values()].filter(isWanted).sort((a, b) => a.pid - b.pid);
  if (rows.length === 0)
    return answer(context, ['INFO: No tasks are running which match the specified criteria.', NOTE]);
  return answer(context, ['', ...HEAD, ...rows.map(row), NOTE]);
}

const HEAD = ['Image Name                     PID', '========================= ========'];
const NOTE = notModelledLine('programs that wait on no port, and the columns for session and memory');

function row({ name, pid }: Task): string {
  return `${name.slice(0, 25).padEnd(25)} ${String(pid).padStart(8)}`;
}
