import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatIp, ip, probe, type ConntrackEntry, type World } from '../../../src/engine/index.ts';
import '../../support/matchers.ts';
import { connect, datagram, ping, routedWorld } from '../../support/worlds.ts';

/** The router publishes the server's port 80 as its own 8080, and hides the client's network behind itself. */
const ROUTER_RULES = [
  'nat -A PREROUTING -d 192.0.2.1/32 -p tcp -m tcp --dport 8080 -j DNAT --to-destination 198.51.100.10:80',
  'nat -A POSTROUTING -s 192.0.2.0/24 -o right -j MASQUERADE',
];

function natWorld(...more: readonly string[]): World {
  return routedWorld({
    router: {
      kind: 'router',
      addrs: { left: '192.0.2.1/24', right: '198.51.100.1/24' },
      rp_filter: 0,
      iptables: [...ROUTER_RULES, ...more],
    },
  });
}

const tracked = (world: World): readonly ConntrackEntry[] => world.netns['router']?.state.conntrack ?? [];

describe('translation', () => {
  it('[NAT-1] asks the nat table once for each half of a flow', () => {
    const trace = connect(natWorld(), 'client', '192.0.2.1:8080');
    const asked = trace.steps.filter((step) => step.kind === 'chain' && step.table === 'nat');
    expect(asked.map((step) => step.kind === 'chain' && step.chain)).toEqual(['PREROUTING', 'POSTROUTING']);
    expect(trace).toTranslate({ destination: '198.51.100.10:80' });
    expect(trace).toEndAs('delivered');
  });

  it('[NAT-2] gives answers their addresses back without a rule', () => {
    const trace = connect(natWorld(), 'client', '192.0.2.1:8080');
    expect(trace).toTranslate({ source: '192.0.2.1:8080' });
    const arrived = trace.steps.findLast((step) => step.kind === 'rx' && step.netns === 'client');
    expect(arrived?.packet).toMatchObject({ src: ip('192.0.2.1'), sport: 8080, dst: ip('192.0.2.10') });
  });

  it('[NAT-2] whatever the ports, the client hears from whom it asked', () => {
    const world = natWorld();
    const port = fc.integer({ min: 1, max: 65535 });
    fc.assert(
      fc.property(port, fc.constantFrom('192.0.2.1:8080', '198.51.100.10:80', '198.51.100.10:81'), (sport, to) => {
        const trace = connect(world, 'client', to, { sport });
        const answer = trace.steps.find(
          (step) => step.kind === 'rx' && step.netns === 'client' && step.packet !== null,
        );
        const { packet } = answer ?? {};
        expect(packet?.protocol === 'tcp' && `${formatIp(packet.src)}:${packet.sport} > ${packet.dport}`).toBe(
          `${to} > ${sport}`,
        );
      }),
      { numRuns: 50 },
    );
  });

  it('[NAT-3] hides behind the address of the device it leaves by', () => {
    expect(ping(natWorld(), 'client', '198.51.100.10')).toTranslate({ source: '198.51.100.1' });
  });

  it('[NAT-4] moves to another port when its own is taken', () => {
    const first = probe(natWorld(), { from: 'client', kind: 'udp', dst: ip('198.51.100.10'), dport: 53, sport: 5000 });
    const router = { from: 'router', kind: 'udp', dst: ip('198.51.100.10'), dport: 53, sport: 5000 } as const;
    const second = probe(first.world, router);
    expect(second.trace).toEndAs('delivered');
    expect(tracked(second.world).map(({ reply }) => reply.dport)).toEqual([5000, 5001]);
  });

  it('[NAT-5] turns an error back too, and the packet inside it', () => {
    const trace = datagram(natWorld(), 'client', '198.51.100.10:99');
    expect(trace.error).toBe('Connection refused');
    const error = trace.steps.findLast((step) => step.kind === 'rx' && step.netns === 'client');
    expect(error?.packet).toMatchObject({
      dst: ip('192.0.2.10'),
      inner: { src: ip('192.0.2.10'), dst: ip('198.51.100.10') },
    });
  });
});

describe('connection tracking', () => {
  it('[CT-1] knows a flow once its first packet got through', () => {
    const blocked = natWorld('filter -A FORWARD -p icmp -j DROP');
    const { world } = probe(blocked, { from: 'client', kind: 'icmp', dst: ip('198.51.100.10') });
    expect(tracked(world)).toEqual([]);
    const open = probe(natWorld(), { from: 'client', kind: 'icmp', dst: ip('198.51.100.10') });
    expect(tracked(open.world)).toMatchObject([{ protocol: 'icmp', seenReply: true }]);
  });

  it('[CT-1] lets answers and errors in where questions are kept out', () => {
    const oneWay = natWorld(
      'filter -P FORWARD DROP',
      'filter -A FORWARD -i left -j ACCEPT',
      'filter -A FORWARD -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT',
    );
    expect(connect(oneWay, 'client', '198.51.100.10:80')).toEndAs('delivered');
    expect(datagram(oneWay, 'client', '198.51.100.10:99').error).toBe('Connection refused');
    expect(ping(oneWay, 'server', '192.0.2.10')).toEndAs('dropped-by-rule');
  });

  it('[CT-2] forgets a flow whose only answer is a reset', () => {
    const { trace, world } = probe(natWorld(), { from: 'client', kind: 'tcp', dst: ip('198.51.100.10'), dport: 81 });
    expect(trace.outcome).toBe('refused');
    expect(tracked(world)).toEqual([]);
  });
});
