import { describe, expect, it } from 'vitest';
import { formatIp, formatPrefix, importLab } from '../../../src/engine/index.ts';
import { labIds, readLab } from '../../support/recording.ts';

const lab = readLab('f02-incident-rp-off');
const { world } = importLab(lab.lab, lab.hosts);
const r550 = world.netns['r550'];

describe('a lab becomes a world', () => {
  it('reads every recorded host without a line that it does not understand', () => {
    const problems = labIds().flatMap((id) => {
      const { lab: wiring, hosts } = readLab(id);
      return importLab(wiring, hosts).problems.map((problem) => `${id}: ${problem.file}: ${problem.message}`);
    });
    expect(problems).toEqual([]);
  });

  it('keeps the routes of all tables in the order of the listing', () => {
    const main = r550?.routes.filter((route) => route.table === 'main') ?? [];
    expect(main.map((route) => `${formatPrefix(route.prefix)} ${route.netdev ?? ''}`)).toEqual([
      '0.0.0.0/0 eno8303',
      '172.17.0.0/16 docker0',
      '172.22.0.0/16 br-71a3b460fc2f',
      '172.42.10.0/24 eno8303',
    ]);
  });

  it('knows the bridge a port belongs to', () => {
    const port = r550?.devs.find((dev) => dev.name === 'vethde3b348');
    expect(port).toMatchObject({ kind: 'veth', master: 'br-71a3b460fc2f', port: { learning: true, number: 1 } });
  });

  it('tells where docker-proxy takes its connections', () => {
    const proxy = r550?.listeners.find((listener) => listener.port === 3899);
    expect(proxy?.relayTo && `${formatIp(proxy.relayTo.address)}:${proxy.relayTo.port}`).toBe('172.22.0.2:389');
  });

  it('puts a container that shares a namespace into its owner', () => {
    const shared = readLab('c09-container-network');
    expect(importLab(shared.lab, shared.hosts).world.machines['side']?.netns).toBe('main');
  });
});

describe('what is not understood', () => {
  it('is named with its file and line, and the rest is read', () => {
    const { world: rest, problems } = importLab(
      { id: 'broken', hosts: [{ name: 'a', kind: 'linux' }], links: [] },
      { a: { 'sysctl.txt': 'net.ipv4.ip_forward = 1\nnonsense\n', 'ip_-j_rule.txt': '{not json' } },
    );
    const said = problems.map(({ file, line, message }) => `${file}:${line}: ${message}`);
    expect(said).toEqual([
      'a/ip_-j_-d_addr.txt:0: is missing: the namespace has no devices but lo',
      'a/sysctl.txt:2: "nonsense" is not "key = value"',
      expect.stringContaining('a/ip_-j_rule.txt:0: is not JSON: '),
      'a/ip_-j_route_show_table_all.txt:0: is missing: the routes are those of the addresses',
      'a/iptables-save.txt:0: is missing: nothing is filtered',
      'a/ss_-Hltnup.txt:0: is missing: nobody listens',
    ]);
    expect(rest.netns['a']?.sysctl['net.ipv4.ip_forward']).toBe('1');
  });
});
