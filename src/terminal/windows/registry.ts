/** Every command of a Windows machine, by the name it is typed with, in small letters: Windows does not mind capitals. */
import { answer, type Command } from '../command.ts';
import { docker } from '../commands/docker.ts';
import { curl } from '../commands/curl.ts';
import { getConnectionProfile, setConnectionProfile } from './connection-profile.ts';
import { newHyperVRule, newNetFirewallRule, setHyperVSetting } from './firewall-cmdlets.ts';
import { getContent, type } from './files.ts';
import { HAND_LINES } from './hand-lines.ts';
import { ipconfig } from './ipconfig.ts';
import { netsh } from './netsh.ts';
import { ping } from './ping.ts';
import { podman } from './podman-remote.ts';
import { testNetConnection } from './test-net-connection.ts';
import { wsl } from './wsl.ts';
import { net } from './net-service.ts';
import { netstat } from './netstat.ts';
import { route } from './route.ts';
import { restartComputer, shutdown } from './restart.ts';
import { sc } from './service-control.ts';
import { tasklist } from './tasklist.ts';
import { cmd, exit, hostname, powershell } from './session.ts';

const help: Command = {
  name: 'help',
  understands: ['help'],
  run: (context) => {
    const present = [...WINDOWS_COMMANDS.values()].filter((command) => command.isInstalled?.(context) !== false);
    return answer(context, [...new Set([...present.flatMap(({ understands }) => understands), ...HAND_LINES])]);
  },
};

const NETWORK_COMMANDS: readonly Command[] = [
  ...[ipconfig, ping, route, curl, testNetConnection, { ...testNetConnection, name: 'tnc' }],
  ...[newNetFirewallRule, newHyperVRule, setHyperVSetting, getConnectionProfile, setConnectionProfile],
];

export const WINDOWS_COMMANDS: ReadonlyMap<string, Command> = new Map(
  [
    ...[docker, netsh, net, sc, netstat, tasklist, podman, wsl, restartComputer, shutdown],
    ...NETWORK_COMMANDS,
    ...[cmd, powershell, exit, hostname, help, type, ...getContent],
  ].map((command) => [command.name.toLowerCase(), command]),
);
