/** `:set engine`: what another version of the Docker Engine changes for packets, and how the page says where it knows that from. */
import { describe, expect, it } from 'vitest';
import { run } from '../../src/terminal/index.ts';
import { companyWorld, Session } from '../support/company-world.ts';

/** A server that forwarded before Docker came: FORWARD's policy stays ACCEPT. A neighbour knows the way to its containers. */
function routed(): Session {
  const session = new Session(companyWorld({}, { sysctl: { 'net.ipv4.ip_forward': '1' } }));
  session.type('server', 'docker run -d --name web nginx');
  session.type('other', 'ip route add 172.17.0.0/16 via 198.51.100.10');
  return session;
}

const CALL = 'nc -vz -w 1 172.17.0.2 80';

describe(':set engine', () => {
  it('closes to neighbours, from 28 on, the unpublished port that earlier engines leave open', () => {
    const session = routed();
    expect(session.type('other', CALL)).toContain('succeeded');
    expect(session.type('server', ':set engine 28')).toBe('Docker Engine 28.5.2');
    session.type('other', CALL);
    expect(session.exitCode).toBe(1);
    const met = (session.result?.trace?.steps ?? []).filter((step) => step.kind === 'chain' && step.netns === 'server');
    expect(JSON.stringify(met)).toContain('-A PREROUTING -d 172.17.0.2/32 ! -i docker0 -j DROP');
    session.type('server', ':set engine 20.10');
    expect(session.type('other', CALL)).toContain('succeeded');
  });

  it('lets a published port through in every version', () => {
    const session = new Session();
    session.type('server', 'docker run -d --name web -p 8080:80 nginx');
    for (const version of ['20.10', '27', '28', '29']) {
      session.type('server', `:set engine ${version}`);
      expect([version, session.type('other', 'nc -vz -w 1 198.51.100.10 8080')]).toEqual([
        version,
        expect.stringContaining('succeeded'),
      ]);
    }
  });

  it('refuses by name what is not modelled, and other mistakes', () => {
    const session = new Session();
    expect(session.type('server', ':set engine 28.0.1')).toBe('');
    expect(session.notes).toEqual([
      'not-modelled: Docker Engine 28.0.1 (28.0 and 28.1 changed their rules with every patch; 28.2 and later are modelled)',
    ]);
    expect(session.exitCode).toBe(1);
    expect(session.type('other', ':set engine 28')).toBe(':set: no Docker Engine on this machine');
    expect(session.type('server', ':set colour red')).toMatch(/^:set: engine, and a version/);
  });

  it('names the document that rules follow wherever they are shown, as long as no recording covers them', () => {
    const session = new Session();
    const shown = ['iptables-save', 'iptables -S', 'iptables -nL', 'iptables -nvL -t nat --line-numbers'];
    for (const line of shown) {
      session.type('server', line);
      expect([line, session.notes]).toEqual([line, []]);
    }
    session.type('server', ':set engine 29');
    const source = 'source: Docker Engine 29.0.0: moby integration/network/bridge/iptablesdoc/generated (29.0)';
    expect(session.notes).toEqual([source]);
    for (const line of shown) {
      session.type('server', line);
      expect([line, session.notes]).toEqual([line, [source]]);
      session.type('other', line);
      expect(session.notes).toEqual([]);
    }
  });

  it('leaves what the note says out of a pipe', () => {
    const session = new Session();
    session.type('server', ':set engine 29');
    expect(session.type('server', 'iptables -S | grep DOCKER-INTERNAL')).toBe(
      ['-N DOCKER-INTERNAL', '-A DOCKER-FORWARD -j DOCKER-INTERNAL'].join('\n'),
    );
  });

  it('changes the tools that come with the engine', () => {
    const session = new Session();
    session.type('server', ':set engine 28');
    expect(session.type('server', 'docker --version')).toBe('Docker version 28.5.2');
    session.type('server', 'docker network create n');
    session.type('server', 'docker run -d --name web --network n nginx');
    expect(session.type('server', 'docker network rm n')).toMatch(
      /has active endpoints \(name:"web" id:"[0-9a-f]{12}"\)\nexit status 1$/,
    );
    session.type('server', 'docker run -d --name one -p 80:80 nginx');
    expect(session.type('server', 'docker run -d --name two -p 80:80 nginx').split('\n').slice(1)).toEqual([
      expect.stringMatching(
        /^docker: Error response from daemon: failed to set up container networking: driver failed .* port is already allocated$/,
      ),
      '',
      "Run 'docker run --help' for more information",
    ]);
  });
});

describe('iptables -L', () => {
  it('without -v shows neither counters nor interfaces; a chain can be named', () => {
    const session = new Session();
    expect(session.type('server', 'iptables -nL DOCKER-USER')).toBe(
      [
        'Chain DOCKER-USER (1 references)',
        'target     prot opt source               destination         ',
        'RETURN     0    --  0.0.0.0/0            0.0.0.0/0           ',
      ].join('\n'),
    );
    expect(session.type('server', 'iptables -t nat -nvL POSTROUTING --line-numbers')).toBe(
      [
        'Chain POSTROUTING (policy ACCEPT 0 packets, 0 bytes)',
        'num   pkts bytes target     prot opt in     out     source               destination         ',
        '1        0     0 MASQUERADE  0    --  *      !docker0  172.17.0.0/16        0.0.0.0/0           ',
      ].join('\n'),
    );
  });

  it('without -n would ask DNS, which is refused by name', () => {
    const { output } = run(companyWorld(), 'server', 'iptables -L');
    expect(output.map(({ text }) => text)).toEqual([
      '# not modelled here: iptables -L without -n (it asks DNS for every address)',
    ]);
  });
});
