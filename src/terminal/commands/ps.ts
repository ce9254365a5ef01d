/** `ps a` where Docker Desktop's dockerd runs: the command lines that fact F1.3 shows. Elsewhere no process list is known, and no `ps`. */
import { desktopOf, formatIp, type Ip } from '../../engine/index.ts';
import { answer, misused, notModelled, notModelledLine, type Command, type Context } from '../command.ts';

export const ps: Command = {
  name: 'ps',
  understands: ['ps a', 'ps a | grep docker'],
  isInstalled: (context) => desktopOf(context.world, context.machine.id) !== null,
  run: (context, args) => {
    if (args.some((arg) => !/^-?[aefuxw]+$/.test(arg)))
      return misused(context, ps, 1, `ps: unrecognized option: ${args.join(' ')}`);
    const windows = context.world.machines[desktopOf(context.world, context.machine.id) ?? '']?.windows;
    if (windows?.desktop?.generation !== 'backend')
      return notModelled(context, 'ps in older versions of Docker Desktop');
    const rows = commands(context).map((command, at) => row(PIDS[at] ?? 0, command));
    return answer(context, [
      'PID   USER     TIME  COMMAND',
      ...rows,
      notModelledLine('other processes; numbers and times are examples'),
    ]);
  },
};

const PIDS: readonly number[] = [68, 103, 131];

/** dockerd is told the address of its own machine, and the one that `host-gateway` stands for. Facts F1.3, V1.5. */
function commands({ machine, netns }: Context): readonly string[] {
  const own = netns.devs.find(({ name }) => name === 'eth0')?.addresses[0]?.address;
  const options: readonly (readonly [string, Ip | undefined])[] = [
    ['--swarm-default-advertise-addr=', own],
    ['--host-gateway-ip ', machine.names?.['host.docker.internal']],
  ];
  const told = options.flatMap(([flag, address]) => (address === undefined ? [] : [`${flag}${formatIp(address)}`]));
  const files =
    '--config-file /run/config/docker/daemon.json --containerd /run/containerd/containerd.sock --pidfile /run/desktop/docker.pid';
  return [
    '/usr/bin/runc run --preserve-fds=3 01-docker',
    '/usr/libexec/docker/docker-init /usr/bin/entrypoint.sh',
    ['/usr/local/bin/dockerd', files, ...told].join(' '),
  ];
}

/** As BusyBox prints it. */
function row(pid: number, command: string): string {
  return `${String(pid).padStart(5)} ${'root'.padEnd(8)} ${'0:00'.padStart(5)} ${command}`;
}
