/** Every command there is, by the name it is typed with. */
import { answer, type Command } from './command.ts';
import { brctl, bridge } from './commands/bridge.ts';
import { conntrack } from './commands/conntrack.ts';
import { curl } from './commands/curl.ts';
import { docker } from './commands/docker.ts';
import { composeAlone } from './commands/docker-compose.ts';
import { cat, hostname, ls, pwd } from './commands/files.ts';
import { ip } from './commands/ip.ts';
import { iptables, iptablesSave } from './commands/iptables.ts';
import { nstat, sysctl } from './commands/kernel.ts';
import { nc } from './commands/nc.ts';
import { arp, ifconfig, netstat, route } from './commands/net-tools.ts';
import { ping } from './commands/ping.ts';
import { podman } from './commands/podman.ts';
import { ps } from './commands/ps.ts';
import { reboot } from './commands/reboot.ts';
import { shells } from './commands/sh.ts';
import { ss } from './commands/ss.ts';
import { ssh } from './commands/ssh.ts';
import { service, systemctl } from './commands/systemctl.ts';
import { tcpdump } from './commands/tcpdump.ts';

/** Lists what can be typed here, one form a line. */
const help: Command = {
  name: 'help',
  understands: ['help'],
  run: (context) => {
    const present = [...COMMANDS.values()].filter((command) => command.isInstalled?.(context) !== false);
    return answer(context, [...new Set(present.flatMap(({ understands }) => understands))]);
  },
};

/** Ends a session; where the shell stands then is known to whoever opened it. */
const exit: Command = { name: 'exit', understands: ['exit'], run: (context) => answer(context, []) };

export const COMMANDS: ReadonlyMap<string, Command> = new Map(
  [
    ...[ssh, ping, nc, curl, ip, bridge, brctl, ifconfig, route, arp, netstat, ss],
    ...[docker, composeAlone, podman, systemctl, service, reboot, ps],
    ...[iptablesSave, iptables, conntrack, tcpdump, sysctl, nstat],
    ...[cat, ls, pwd, hostname, help, exit, ...shells],
  ].map((command) => [command.name, command]),
);
