/** Links and pasted text are hostile input: whatever a line holds, `run` answers and does not throw. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { run } from '../../src/terminal/index.ts';
import { Session } from '../support/company-world.ts';

const session = new Session();
session.type('server', 'docker compose up -d');
const { world } = session;

const WORDS = [
  ...[
    'ip',
    'route',
    'get',
    'add',
    'del',
    'replace',
    'addr',
    'link',
    'set',
    'up',
    'down',
    'neigh',
    'rule',
    'show',
    'flush',
  ],
  ...[
    'docker',
    'network',
    'create',
    'rm',
    'inspect',
    'prune',
    'connect',
    'run',
    'stop',
    'start',
    'exec',
    'ps',
    'compose',
  ],
  ...[
    'ssh',
    'ping',
    'nc',
    'ifconfig',
    'route',
    'ss',
    'sysctl',
    'nstat',
    'iptables',
    'iptables-save',
    'cat',
    'ls',
    'systemctl',
  ],
  ...[
    '-c',
    '-W',
    '-n',
    '-w',
    '-v',
    '-z',
    '-f',
    '-d',
    '-p',
    '-a',
    '-t',
    '-S',
    '-I',
    '--subnet',
    '--gateway',
    '--name',
    '--network',
  ],
  ...[
    'dev',
    'via',
    'table',
    'metric',
    'master',
    'from',
    'eth0',
    'docker0',
    'lo',
    'bridge',
    'web',
    'default',
    'all',
    'nat',
  ],
  ...[
    '192.0.2.1',
    '198.51.100.0/24',
    '10.0.0.0/33',
    '0.0.0.0/0',
    '255.255.255.255',
    '127.0.0.1',
    '224.0.0.1',
    '::1',
    '1.2.3',
  ],
  ...[
    '8080:80',
    '80-70:1',
    '99999',
    '-1',
    '0',
    'restart',
    'docker',
    'nginx',
    '{{json .}}',
    "'{{range .}}'",
    '&&',
    ';',
    '|',
    'grep',
  ],
  ...[
    'net.ipv4.conf.*.rp_filter=1',
    'net.ipv4.ip_forward',
    '/etc/docker/daemon.json',
    '__proto__',
    'constructor',
    'toString',
  ],
];

const typed = fc.oneof(
  fc.string({ maxLength: 80 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.array(fc.constantFrom(...WORDS), { maxLength: 9 }).map((words) => words.join(' ')),
  fc
    .tuple(fc.constantFrom('/etc/docker/daemon.json', '/srv/shop/docker-compose.yml'), fc.string())
    .map(([path, text]) => `:write ${path}\n${text}`),
  fc.string({ maxLength: 30 }).map((text) => `:${text}`),
);

describe('run', () => {
  it('never throws, whatever is typed', () => {
    fc.assert(
      fc.property(fc.constantFrom('pc', 'server', 'web', 'lan', 'server/eth0', 'x'), typed, (at, line) => {
        const result = run(world, at, line);
        return Number.isInteger(result.exitCode) && result.output.every(({ text }) => typeof text === 'string');
      }),
      { numRuns: 1500, seed: 20231108 },
    );
  });

  it('never throws in the world that earlier lines left', () => {
    const lines = fc.array(fc.tuple(fc.constantFrom('server', 'pc', 'web'), typed), { maxLength: 6 });
    fc.assert(
      fc.property(lines, (all) => {
        all.reduce((next, [at, line]) => run(next, at, line).world, world);
      }),
      { numRuns: 250, seed: 24 },
    );
  });

  it('survives any compose file and any daemon.json', () => {
    const yaml = fc
      .array(
        fc.constantFrom(
          'services:',
          '  web:',
          '    image: nginx',
          '    ports:',
          '      - "1:2"',
          '- a',
          '  - b',
          'x: [',
          '{',
          "'",
          '"',
          '|',
          ': :',
          '\t',
          '&a',
          '*a',
          'networks:',
          '  default:',
          '    ipam: { config: [{ subnet: 10.0.0.0/24 }] }',
        ),
      )
      .map((lines) => lines.join('\n'));
    const json = fc.json().map((text) => text);
    fc.assert(
      fc.property(yaml, json, (compose, daemon) => {
        const files = [
          `:write /srv/shop/docker-compose.yml\n${compose}`,
          'docker compose up -d',
          `:write /etc/docker/daemon.json\n${daemon}`,
          'systemctl restart docker',
          'docker compose down',
        ];
        files.reduce((next, line) => run(next, 'server', line).world, world);
      }),
      { numRuns: 400, seed: 5 },
    );
  });

  it('answers the same every time', () => {
    const again = (line: string) => JSON.stringify(run(world, 'server', line));
    for (const line of [
      'ping -c 2 198.51.100.20',
      'docker network create x',
      'docker run -d nginx',
      'ssh 198.51.100.20',
    ])
      expect(again(line)).toBe(again(line));
  });
});
