import { describe, expect, it } from 'vitest';
import { companyWorld, Session } from '../support/company-world.ts';

const file = (subnet?: string) => `:write /srv/shop/docker-compose.yml
services:
  web:
    image: nginx
    container_name: web
    ports:
      - "8080:80"
${subnet === undefined ? '' : `networks:\n  default:\n    ipam:\n      config:\n        - subnet: ${subnet}\n`}`;

function upped(): Session {
  const session = new Session();
  session.type('server', 'docker compose up -d');
  return session;
}

describe('docker compose', () => {
  it('up -d makes the network of the project and starts its services', () => {
    const session = new Session();
    const text = session.type('server', 'docker compose up -d');
    expect(text.replace(/ {2,}/g, '  ')).toBe(
      '[+] Running 2/2\n ✔ Network shop_default  Created  0.1s \n ✔ Container web  Started  0.4s ',
    );
    expect(session.type('server', 'docker ps')).toContain('0.0.0.0:8080->80/tcp   web');
    expect(session.type('pc', 'nc -vz 198.51.100.10 8080')).toContain('succeeded!');
  });

  it('tells every call and change, and ends with a result', () => {
    const { result } = upped();
    const steps = result?.trace?.steps ?? [];
    expect(steps[0]).toMatchObject({ kind: 'call', from: 'docker compose', to: 'dockerd', channel: 'unix-socket' });
    expect(steps.flatMap((step) => (step.kind === 'change' && step.verb === 'add' ? [step.noun] : []))).toEqual([
      ...['network', 'netdev', 'address', 'route', 'rule'],
      ...['container', 'netns', 'netdev', 'address', 'route', 'rule', 'rule', 'listener', 'listener'],
    ]);
    expect(steps.at(-1)).toMatchObject({ kind: 'result', outcome: 'delivered' });
    expect(steps.map((step) => step.index)).toEqual(steps.map((_, index) => index));
  });

  it('a second up finds all running', () => {
    const session = upped();
    expect(session.type('server', 'docker compose up -d').replace(/ {2,}/g, '  ')).toBe(
      '[+] Running 1/1\n ✔ Container web  Running  0.0s ',
    );
  });

  it('down removes the container, then the network, and with it the route', () => {
    const session = upped();
    expect(session.type('server', 'docker compose down').replace(/ {2,}/g, '  ')).toBe(
      '[+] Running 2/2\n ✔ Container web  Removed  0.2s \n ✔ Network shop_default  Removed  0.1s ',
    );
    expect(session.type('server', 'ip route | grep br-')).toBe('');
    expect(session.type('server', 'docker compose down')).toBe(
      'Warning: No resource found to remove for project "shop".',
    );
  });

  it.each([
    ['24.0.7', '172.19.0.0/16'],
    ['27.3.1', '172.18.0.0/16'],
  ])('engine %s gives %s to the network that comes after the first was removed', (version, subnet) => {
    const session = new Session(companyWorld({ version }));
    session.type('server', 'docker compose up -d && docker compose down && docker compose up -d');
    expect(session.type('server', 'ip route | grep br-')).toContain(subnet);
  });

  it('a subnet in the file holds for a new network, not for one that is there already', () => {
    const session = upped();
    session.type('server', file('10.210.0.0/24'));
    session.type('server', 'docker compose up -d');
    expect(session.type('server', 'ip route | grep br-')).toContain('172.18.0.0/16');
    session.type('server', 'docker compose down && docker compose up -d');
    expect(session.type('server', 'ip route | grep br-')).toContain('10.210.0.0/24');
  });

  it('-p and -f choose project and file', () => {
    const session = new Session();
    session.type('server', ':write /opt/a/compose.yaml\nservices: { db: { image: redis } }');
    session.type('server', 'docker compose -p mine -f /opt/a/compose.yaml up -d');
    expect(session.type('server', 'docker network ls')).toContain('mine_default');
    expect(session.type('server', 'docker ps')).toContain('mine-db-1');
  });

  it.each([
    [
      'services:\n  web:\n    imagee: nginx',
      'validating /srv/shop/docker-compose.yml: services.web Additional property imagee is not allowed',
    ],
    [
      'services:\n  web:\n    ports: []',
      'service "web" has neither an image nor a build context specified: invalid compose project',
    ],
    ['a: b: c', 'yaml: line 1: mapping values are not allowed in this context'],
  ])('a wrong file is refused: %#', (text, message) => {
    const session = new Session();
    session.type('server', `:write /srv/shop/docker-compose.yml\n${text}`);
    expect(session.type('server', 'docker compose up -d')).toBe(message);
    expect(session.exitCode).not.toBe(0);
  });

  it('names what it does not follow in a file', () => {
    const session = new Session();
    session.type(
      'server',
      ':write /srv/shop/docker-compose.yml\nservices:\n  web:\n    image: nginx\n    extra_hosts: []',
    );
    session.type('server', 'docker compose up -d');
    expect(session.notes).toEqual(['not-modelled: services.web.extra_hosts']);
  });

  it('stops at an unknown image', () => {
    const session = new Session();
    session.type('server', ':write /srv/shop/docker-compose.yml\nservices:\n  web:\n    image: banana');
    expect(session.type('server', 'docker compose up -d')).toContain(
      'Error response from daemon: No such image: banana',
    );
    expect(session.exitCode).toBe(1);
  });
});

describe('docker compose ps', () => {
  const HEAD = 'NAME      IMAGE     COMMAND   SERVICE   CREATED   STATUS    PORTS';

  it('lists what of the project runs, with the service of each', () => {
    const session = upped();
    session.type('server', 'docker run -d --name stranger redis');
    const [head = '', row = '', ...more] = session.type('server', 'docker compose ps').split('\n');
    expect(head.split(/ {2,}/)).toEqual(['NAME', 'IMAGE', 'COMMAND', 'SERVICE', 'CREATED', 'STATUS', 'PORTS']);
    expect(row).toMatch(
      /^web {7}nginx {5}"\/docker-entrypoint\.…" {3}web {7}\S.* ago {3}Up .* {3}0\.0\.0\.0:8080->80\/tcp$/,
    );
    expect(more).toEqual([]);
  });

  it('has its head alone where nothing runs; -a shows what has ended', () => {
    const session = new Session();
    expect(session.type('server', 'docker compose ps')).toBe(HEAD);
    session.type('server', 'docker compose up -d && docker stop web');
    expect(session.type('server', 'docker compose ps')).toBe(HEAD);
    expect(session.type('server', 'docker-compose ps -a')).toMatch(/^web .*Exited \(0\)/m);
  });

  it('gives whole ids with -q, names of services with --services', () => {
    const session = upped();
    expect(session.type('server', 'docker compose ps -q web')).toMatch(/^[0-9a-f]{64}$/);
    expect(session.type('server', 'docker compose ps --services')).toBe('web');
    expect(session.type('server', 'docker compose ps banana')).toBe('no such service: banana');
    expect(session.exitCode).toBe(1);
  });
});

describe('docker run, stop, start, rm', () => {
  it('an address freed by a stop goes to the next that starts', () => {
    const session = new Session();
    session.type('server', 'docker run -d --name a nginx && docker run -d --name b nginx');
    session.type('server', 'docker stop a && docker run -d --name c nginx && docker start a');
    expect(session.type('server', 'docker exec c ip -br addr show eth0')).toContain('172.17.0.2/16');
    expect(session.type('server', 'docker exec a ip -br addr show eth0')).toContain('172.17.0.4/16');
  });

  it('stop leaves bridge and route, now without carrier', () => {
    const session = upped();
    session.type('server', 'docker stop web');
    expect(session.type('server', 'ip route | grep br-')).toContain('linkdown');
    expect(session.type('server', 'ss -ltn | grep 8080')).toBe('');
    expect(session.type('server', 'iptables-save | grep 8080')).toBe('');
    expect(session.type('server', 'docker ps -a')).toContain('Exited (0)');
    expect(session.type('web', 'ip addr')).toBe('web: no such place');
  });

  it('the same host port is given once; the second container stays created', () => {
    const session = upped();
    const text = session.type('server', 'docker run -d --name two -p 8080:80 nginx');
    expect(text).toMatch(
      /^[0-9a-f]{64}\ndocker: Error response from daemon: driver failed .*Bind for 0\.0\.0\.0:8080 failed: port is already allocated\.\nSee 'docker run --help'\.$/,
    );
    expect(session.exitCode).toBe(125);
    expect(session.type('server', 'docker ps -a')).toMatch(/ Created {2,}two$/m);
  });

  it('ps cuts a command to twenty characters, ps --no-trunc does not', () => {
    const session = new Session();
    session.type('server', 'docker run -d alpine sleep 123456789012345 && docker run -d alpine sleep 12345678901234');
    const text = session.type('server', 'docker ps');
    expect(text).toContain('"sleep 1234567890123…"');
    expect(text).toContain('"sleep 12345678901234"');
    expect(session.type('server', 'docker ps --no-trunc')).toContain('"sleep 123456789012345"');
  });

  it('a name is given once', () => {
    const session = upped();
    expect(session.type('server', 'docker run -d --name web nginx')).toMatch(
      /Conflict\. The container name "\/web" is already in use by container "[0-9a-f]{64}"\./,
    );
  });

  it('rm needs -f while the container runs', () => {
    const session = upped();
    expect(session.type('server', 'docker rm web')).toContain(
      'Stop the container before attempting removal or force remove',
    );
    expect(session.type('server', 'docker rm -f web')).toBe('web');
    expect(session.type('server', 'docker ps -a | wc -l')).toBe('1');
  });

  it('exec types a command where the container is, or goes there', () => {
    const session = upped();
    expect(session.type('server', 'docker exec web ip route')).toMatch(/^default via 172\.18\.0\.1 dev eth0 \n/);
    expect(session.type('server', 'docker exec -it web sh')).toBe('');
    expect(session.result?.shellAt).toBe('web');
  });

  it('without -d a server runs on, and the log that would fill the shell is only named', () => {
    const session = new Session();
    expect(session.type('server', 'docker run --rm --name web -p 80:80 nginx')).toBe('');
    expect(session.notes).toEqual([expect.stringMatching(/^not-modelled: the log of nginx/)]);
    expect(session.type('server', 'docker ps')).toContain('0.0.0.0:80->80/tcp   web');
    expect(session.type('pc', 'curl 198.51.100.10')).toContain('Welcome to nginx!');
    expect(session.type('server', 'docker run -p 80:80 nginx')).toMatch(/^docker: Error response from daemon: /);
    expect(session.exitCode).toBe(125);
  });

  it.each(['docker run alpine ping -c1 172.17.0.1', 'docker run -it ubuntu', 'docker run -it nginx bash'])(
    '%s, which would print or ask for keys, is refused by name and leaves nothing behind',
    (line) => {
      const session = new Session();
      session.type('server', line);
      expect(session.notes[0]).toBe('not-modelled: docker run without -d of anything but a server');
      expect(session.type('server', 'docker ps -aq')).toBe('');
    },
  );

  it('a shell without a terminal ends at once', () => {
    const session = new Session();
    session.type('server', 'docker run -d --name u ubuntu');
    expect(session.type('server', 'docker ps -a')).toContain('Exited (0)');
  });

  it.each([
    ['docker network create', 1, '"docker network create" requires exactly 1 argument.'],
    ['docker network create --banana x', 125, "unknown flag: --banana\nSee 'docker network create --help'."],
    ['docker run -d -Z nginx', 125, "unknown shorthand flag: 'Z' in -Z\nSee 'docker run --help'."],
    ['docker run -d --name', 125, "flag needs an argument: --name\nSee 'docker run --help'."],
    ['docker banana', 1, "docker: 'banana' is not a docker command.\nSee 'docker --help'"],
    ['docker stop banana', 1, 'Error response from daemon: No such container: banana'],
    ['docker run -d banana', 125, "Unable to find image 'banana:latest' locally"],
    ['docker network create -d banana x', 1, 'Error response from daemon: plugin "banana" not found'],
    ['docker run -d --network banana nginx', 125, 'network banana not found'],
  ])('%s answers as the CLI does', (line, exitCode, text) => {
    const session = new Session();
    expect(session.type('server', line)).toContain(text);
    expect(session.exitCode).toBe(exitCode);
  });

  it.each(['docker logs web', 'docker run nginx', 'docker network create -d macvlan x', 'docker compose logs'])(
    '%s is refused by name',
    (line) => {
      const session = new Session();
      session.type('server', line);
      expect(session.notes[0]).toMatch(/^not-modelled: /);
    },
  );
});

describe('systemctl restart docker', () => {
  it('moves docker0 to bip and serves new networks from the new pools; existing ones keep their subnet', () => {
    const session = upped();
    session.type(
      'server',
      ':write /etc/docker/daemon.json\n{"bip": "10.200.0.1/24", "default-address-pools": [{"base": "10.210.0.0/16", "size": 24}]}',
    );
    expect(session.type('server', 'systemctl restart docker')).toBe('');
    session.type('server', 'docker network create fresh');
    const routes = session.type('server', 'ip route');
    expect(routes).toContain('10.200.0.0/24 dev docker0');
    expect(routes).toContain('172.18.0.0/16 dev br-');
    expect(routes).toContain('10.210.0.0/24 dev br-');
  });

  it('starts again what has a restart policy, and only that', () => {
    const session = new Session();
    session.type('server', 'docker run -d --name keep --restart always nginx && docker run -d --name lose nginx');
    session.type('server', 'systemctl restart docker');
    expect(session.type('server', 'docker ps')).toContain('keep');
    expect(session.type('server', 'docker ps')).not.toContain('lose');
  });

  it('begins the search for subnets anew', () => {
    const session = new Session();
    session.type('server', 'docker network create a && docker network rm a && systemctl restart docker');
    session.type('server', 'docker network create b');
    expect(session.type('server', 'ip route | grep br-')).toContain('172.18.0.0/16');
  });

  it('puts back what somebody took from the kernel: forwarding, rules, chains', () => {
    const session = new Session();
    const asInstalled = session.type('server', 'iptables-save');
    session.type('server', 'sysctl -w net.ipv4.ip_forward=0');
    session.type('server', 'iptables -t nat -D POSTROUTING -s 172.17.0.0/16 ! -o docker0 -j MASQUERADE');
    session.type('server', 'iptables -F && iptables -t nat -F && iptables -X DOCKER');
    session.type('server', 'systemctl restart docker');
    expect(session.type('server', 'sysctl -n net.ipv4.ip_forward')).toBe('1');
    expect(session.type('server', 'iptables-save')).toBe(asInstalled);
  });

  it('does not come up with a broken file', () => {
    const session = new Session();
    session.type('server', ':write /etc/docker/daemon.json\n{"bip": ');
    expect(session.type('server', 'systemctl restart docker')).toContain('Job for docker.service failed');
    expect(session.exitCode).toBe(1);
  });
});
