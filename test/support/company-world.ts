/** Two servers and a PC with addresses for documentation (RFC 5737): what tests of commands type at. */
import { buildWorld, installDocker, type DockerInstall, type HostSpec, type World } from '../../src/engine/index.ts';
import { run, type RunResult } from '../../src/terminal/index.ts';

const COMPOSE = `services:
  web:
    image: nginx
    container_name: web
    ports:
      - "8080:80"
`;

/** `pc` behind `router`, `server` (with a Docker Engine) and `other` on one LAN. */
export function companyWorld(install: Partial<DockerInstall> = {}, server: Partial<HostSpec> = {}): World {
  const world = buildWorld({
    hosts: {
      pc: {
        kind: 'pc',
        addrs: { eth0: '192.0.2.10/24' },
        routes: ['default via 192.0.2.1'],
        names: { server: '198.51.100.10' },
      },
      router: { kind: 'router', addrs: { lan0: '192.0.2.1/24', lan1: '198.51.100.1/24' } },
      lan: { kind: 'switch' },
      server: {
        addrs: { eth0: '198.51.100.10/24' },
        routes: ['default via 198.51.100.1'],
        listen: ['tcp/22=sshd'],
        rp_filter: 0,
        files: { '/srv/shop/docker-compose.yml': COMPOSE, '/etc/motd': 'Be careful.\n' },
        ...server,
      },
      other: { addrs: { eth0: '198.51.100.20/24' }, routes: ['default via 198.51.100.1'], listen: ['tcp/22=sshd'] },
    },
    links: [
      ['pc:eth0', 'router:lan0'],
      ['router:lan1', 'lan:p1'],
      ['server:eth0', 'lan:p2'],
      ['other:eth0', 'lan:p3'],
    ],
  });
  return installDocker(world, 'server', { version: '24.0.7', ...install });
}

/** A person's session: each line is typed in the world the line before left. */
export class Session {
  world: World;
  /** What the last line came to. */
  result: RunResult | null = null;

  constructor(world: World = companyWorld()) {
    this.world = world;
  }

  /** @returns what was printed, notes left out, as one text. */
  type(at: string, line: string): string {
    this.result = run(this.world, at, line);
    this.world = this.result.world;
    return this.result.output
      .filter(({ stream }) => stream !== 'note')
      .map(({ text }) => text)
      .join('\n');
  }

  get exitCode(): number | undefined {
    return this.result?.exitCode;
  }

  /** What this world said about its own limits in the last answer. */
  get notes(): readonly string[] {
    return this.result?.output.flatMap(({ note }) => (note === undefined ? [] : [`${note.kind}: ${note.what}`])) ?? [];
  }
}
