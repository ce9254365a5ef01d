/** What a person types on a Linux server in a hurry: older tools, other spellings, tools that are not modelled. */
import { describe, expect, it } from 'vitest';
import { companyWorld, Session } from '../support/company-world.ts';

function withWeb(): Session {
  const session = new Session();
  session.type('server', 'docker run -d --name web -p 8080:80 nginx');
  session.type('pc', 'curl -s 198.51.100.10:8080');
  return session;
}

describe('older tools', () => {
  it('arp -n lists whom the kernel asked for, as ip neigh does', () => {
    const session = withWeb();
    const mac = /lladdr (\S+)/.exec(session.type('server', 'ip neigh show dev docker0'))?.[1] ?? '';
    expect(session.type('server', 'arp -n -i docker0')).toBe(
      'Address                  HWtype  HWaddress           Flags Mask            Iface\n' +
        `172.17.0.2               ether   ${mac}   C                     docker0`,
    );
    expect(session.type('server', 'arp -an')).toContain(`? (172.17.0.2) at ${mac} [ether] on docker0`);
    expect(session.type('server', 'arp -n 192.0.2.99')).toBe('192.0.2.99 (192.0.2.99) -- no entry');
  });

  it('arp -n shows an address that nobody answered for as incomplete', () => {
    const session = withWeb();
    session.type('server', 'ping -c 1 -W 1 172.17.0.9');
    expect(session.type('server', 'arp -n')).toContain(
      '172.17.0.9                       (incomplete)                              docker0',
    );
  });

  it.each(['netstat -tlnp', 'netstat -plnt', 'sudo netstat -tulpn'])('%s says who listens', (line) => {
    const lines = withWeb().type('server', line).split('\n');
    expect(lines.slice(0, 2)).toEqual([
      'Active Internet connections (only servers)',
      'Proto Recv-Q Send-Q Local Address           Foreign Address         State       PID/Program name    ',
    ]);
    expect(lines.find((text) => text.includes('docker-proxy'))).toMatch(
      /^tcp {8}0 {6}0 0\.0\.0\.0:8080 {12}0\.0\.0\.0:\* {15}LISTEN {6}\d+\/docker-proxy +$/,
    );
  });

  it.each([
    ['netstat -tn', 'w/o servers', 0],
    ['netstat -unp', 'w/o servers', 0],
    ['netstat -tan', 'servers and established', 2],
    ['netstat -plant', 'servers and established', 2],
    ['netstat -plnt', 'only servers', 2],
  ])('%s is headed "%s"', (line, which, count) => {
    const [title, , ...rows] = withWeb().type('server', line).split('\n');
    expect(title).toBe(`Active Internet connections (${which})`);
    expect(rows).toHaveLength(count);
  });

  it('netstat says what it cannot show: what is not a server', () => {
    const session = withWeb();
    session.type('server', 'netstat -tn');
    expect(session.notes).toEqual([expect.stringMatching(/^not-modelled: .*TIME_WAIT/)]);
    session.type('server', 'netstat -ltn');
    expect(session.notes).toEqual([]);
  });

  it('netstat -rn and route list the routes, route with the default by its name', () => {
    const session = new Session();
    expect(session.type('server', 'netstat -rn').split('\n').slice(1, 3)).toEqual([
      'Destination     Gateway         Genmask         Flags   MSS Window  irtt Iface',
      '0.0.0.0         198.51.100.1    0.0.0.0         UG        0 0          0 eth0',
    ]);
    expect(session.type('server', 'route').split('\n')[2]).toBe(
      'default         198.51.100.1    0.0.0.0         UG    0      0        0 eth0',
    );
  });

  it('service docker restart is systemctl restart docker', () => {
    const session = new Session();
    session.type('server', 'docker network create a && docker network rm a && service docker restart');
    session.type('server', 'docker network create b');
    expect(session.type('server', "docker inspect -f '{{json .IPAM.Config}}' b")).toContain('172.18.0.0/16');
  });
});

describe('another spelling', () => {
  it.each([
    'ip a',
    'ip r',
    'ip -4 a',
    'ip addr show docker0',
    'ss -tlnp',
    'ss -plnt',
    'docker ps -a',
    'docker container ls -a',
    'iptables -t nat -L -n -v',
    'iptables -vnL -t nat',
    'iptables -L DOCKER -nv --line-numbers',
    'iptables -nL FORWARD -v',
    'iptables --table nat --list --numeric --verbose',
    'sudo iptables-save -t nat',
    'tcpdump -ni docker0',
    'tcpdump -i docker0 -n tcp port 80',
    'tcpdump -nni any host 172.17.0.2',
    'conntrack -L',
    'brctl show',
    'bridge fdb',
  ])('%s is understood', (line) => {
    const session = withWeb();
    session.type('server', line);
    expect(session.exitCode).toBe(0);
    expect(session.notes.filter((text) => text.startsWith('not-modelled') && !text.includes('seq, ack'))).toEqual([]);
  });

  it.each([
    ["ss -ltnp 'sport = :8080'", 1],
    ["ss -ltn 'sport = :22'", 1],
    ['ss -ltn sport = :9', 0],
    ['ss -ltn src :8080', 1],
  ])('%s keeps to the port', (line, count) => {
    expect(withWeb().type('server', line).split('\n').slice(1)).toHaveLength(count);
  });

  it.each(['ss -uan', 'netstat -uan'])('%s has nothing to leave out: UDP knows no closed connection', (line) => {
    const session = withWeb();
    session.type('server', line);
    expect(session.notes).toEqual([]);
  });

  it('a filter of ss that is not followed is named, not passed over', () => {
    const session = withWeb();
    expect(session.type('server', "ss -ltn 'dst 192.0.2.1'")).toBe('');
    expect(session.notes[0]).toBe('not-modelled: ss … dst 192.0.2.1');
  });

  it.each(['ss -tn', 'ss -tnp', 'sudo ss -t', 'ss -tn sport = :22'])(
    '%s has its head alone: no connection outlives the command that made it',
    (line) => {
      const session = withWeb();
      session.type('pc', 'curl 198.51.100.10:8080');
      expect(session.type('server', line)).toBe('State Recv-Q Send-Q Local Address:Port Peer Address:PortProcess');
      expect(session.exitCode).toBe(0);
      expect(session.notes).toEqual(["not-modelled: an ssh session's own connection"]);
      session.type('web', line);
      expect(session.notes).toEqual([]);
    },
  );

  it.each([
    ['ss -un', 'Recv-Q Send-Q Local Address:Port Peer Address:PortProcess'],
    ['ss -tun', 'Netid State Recv-Q Send-Q Local Address:Port Peer Address:PortProcess'],
    ['ss -tnH', ''],
  ])('%s', (line, text) => {
    expect(withWeb().type('server', line)).toBe(text);
  });

  it('ss -tan adds who listens, in the columns of ss, and says what it leaves out', () => {
    const session = new Session(companyWorld({ userlandProxy: false }));
    session.type('server', 'docker run -d -p 127.0.0.1:8080:80 nginx');
    expect(session.type('server', 'ss -tan').split('\n')).toEqual([
      'State  Recv-Q Send-Q Local Address:Port Peer Address:PortProcess',
      'LISTEN 0      128          0.0.0.0:22        0.0.0.0:*',
      'LISTEN 0      4096       127.0.0.1:8080      0.0.0.0:*',
    ]);
    expect(session.notes).toEqual([expect.stringMatching(/^not-modelled: .*TIME-WAIT/)]);
    expect(session.type('server', 'ss -ltnp').split('\n').slice(0, 2)).toEqual([
      'State  Recv-Q Send-Q Local Address:Port Peer Address:PortProcess',
      expect.stringMatching(
        /^LISTEN 0 {6}128 {10}0\.0\.0\.0:22 {8}0\.0\.0\.0:\* {4}users:\(\("sshd",pid=\d+,fd=3\)\)$/,
      ),
    ]);
  });

  it.each(['ss', 'ss -s', 'ss -ta', 'ss -x', 'ss -ti'])('%s is refused by name', (line) => {
    const session = withWeb();
    expect(session.type('server', line)).toBe('');
    expect(session.notes[0]).toMatch(/^not-modelled: ss/);
  });

  it('iptables tells whether a rule is there, by either form of its verbs', () => {
    const session = withWeb();
    expect(session.type('server', 'iptables --append DOCKER-USER -s 192.0.2.10 -j DROP')).toBe('');
    expect(session.type('server', 'iptables -C DOCKER-USER -s 192.0.2.10/32 -j DROP && echo')).toBe('');
    expect(session.type('server', 'iptables --check DOCKER-USER -s 192.0.2.11 -j DROP')).toBe(
      'iptables: Bad rule (does a matching rule exist in that chain?).',
    );
    expect(session.exitCode).toBe(1);
    session.type('server', 'iptables --delete DOCKER-USER -s 192.0.2.10 -j DROP');
    expect(session.type('server', 'iptables -S DOCKER-USER')).not.toContain('192.0.2.10');
  });
});

describe('a listing in a pipe', () => {
  const grep = (words: string) => withWeb().type('server', `iptables -t nat -S | grep ${words}`);

  it.each([
    ["'POSTROUTING.*MASQUERADE' | wc -l", '2'],
    ["-E 'DNAT|RETURN' | wc -l", '2'],
    ["'DNAT\\|RETURN' | wc -l", '2'],
    ['-c DNAT', '1'],
    ["-c '^-P'", '4'],
    ["-c 'ACCEPT$'", '4'],
    ["-c '^-P .*NPUT ACCEPT$'", '1'],
    ["-c 'dport 80.0'", '1'],
    ['-cw 80', '2'],
    ['-cw 808', '0'],
    ['-ci dnat', '1'],
    ['-cF 172.17.0.2', '2'],
    ['-n INPUT', '2:-P INPUT ACCEPT'],
    ['-A1 INPUT', '-P INPUT ACCEPT\n-P OUTPUT ACCEPT'],
    ['-B 1 INPUT', '-P PREROUTING ACCEPT\n-P INPUT ACCEPT'],
    ['-q DNAT', ''],
  ])('grep %s', (words, text) => {
    expect(grep(words)).toBe(text);
  });

  it('shows where context leaves lines out', () => {
    expect(grep("-A1 'PREROUTING ACCEPT\\|POSTROUTING ACCEPT' | head -3").split('\n')[2]).toBe('--');
  });

  it.each(["'172.1[78]'", "-E 'a+'", '-o DNAT', "'\\bDNAT'"])(
    'grep %s is refused, not taken for nothing found',
    (words) => {
      const session = withWeb();
      expect(session.type('server', `iptables -t nat -S | grep ${words}`)).toBe('');
      expect(session.notes[0]).toMatch(/^not-modelled: grep/);
    },
  );

  it('a long line full of dots does no harm', () => {
    const session = withWeb();
    session.type('server', `iptables -t nat -S | grep '${'.*A'.repeat(500)}'`);
    expect(session.exitCode).toBe(1);
  });
});

describe('docker', () => {
  it('inspects a container whole, and says what is left out', () => {
    const session = withWeb();
    const [object] = JSON.parse(session.type('server', 'docker inspect web')) as readonly Record<string, unknown>[];
    expect(object).toMatchObject({ Name: '/web', NetworkSettings: { IPAddress: '172.17.0.2' } });
    expect(session.notes).toEqual([expect.stringMatching(/^not-modelled: .*Mounts/)]);
  });

  it('inspects a network where no container has the name', () => {
    const session = withWeb();
    expect(session.type('server', 'docker inspect bridge')).toBe(
      session.type('server', 'docker network inspect bridge'),
    );
    expect(session.type('server', 'docker inspect nobody')).toBe('[]\nError: No such object: nobody');
    expect(session.exitCode).toBe(1);
  });

  it.each([
    ["docker inspect -f '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}' web", '172.17.0.2'],
    ["docker version --format '{{.Server.Version}}'", '24.0.7'],
  ])('%s', (line, text) => {
    expect(withWeb().type('server', line)).toBe(text);
  });

  it('tells client and engine apart', () => {
    expect(withWeb().type('server', 'docker version')).toContain('Server:\n Engine:\n  Version:          24.0.7');
  });
});

it.each(['journalctl -u docker', 'dmesg | tail', 'nft list ruleset', 'traceroute 192.0.2.1', 'lsof -i :80'])(
  'a tool that a real server has is not called missing: %s',
  (line) => {
    const session = withWeb();
    expect(session.type('server', line)).toBe('');
    expect(session.notes[0]).toBe(`not-modelled: ${line.split(' ')[0] ?? ''}`);
  },
);

it.each([
  ['server', '/proc/net/route'],
  ['server', '/etc/os-release'],
  ['web', '/etc/resolv.conf'],
])('a file that every machine has is not called missing: %s, %s', (at, path) => {
  const session = withWeb();
  expect(session.type(at, `cat ${path}`)).toBe('');
  expect(session.notes).toEqual([`not-modelled: ${path}`]);
});

it('in a container it is missing, as in an image', () => {
  expect(withWeb().type('web', 'journalctl')).toBe('bash: journalctl: command not found');
});
