/** Every command of a Windows machine, by the name it is typed with, in small letters: Windows does not mind capitals. */
import { answer, type Command } from '../command.ts';
import { docker } from '../commands/docker.ts';
import { cmd, exit, hostname, powershell } from './session.ts';

const help: Command = {
  name: 'help',
  understands: ['help'],
  run: (context) => {
    const present = [...WINDOWS_COMMANDS.values()].filter((command) => command.isInstalled?.(context) !== false);
    return answer(context, [...new Set(present.flatMap(({ understands }) => understands))]);
  },
};

export const WINDOWS_COMMANDS: ReadonlyMap<string, Command> = new Map(
  [...[docker], ...[cmd, powershell, exit, hostname, help]].map((command) => [command.name.toLowerCase(), command]),
);
