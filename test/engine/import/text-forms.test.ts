import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importLab, type HostFiles, type Netns } from '../../../src/engine/index.ts';
import { labIds, readLab } from '../../support/recording.ts';

const FOLDER = join(import.meta.dirname, 'listings');
const listing = (name: string) => readFileSync(join(FOLDER, `${name}.txt`), 'utf8');

/** Only these listings of one host, and what was said about them. */
function read(names: readonly string[], files: HostFiles = {}) {
  const outputs = { ...files, ...Object.fromEntries(names.map((name) => [`${name}.txt`, listing(name)])) };
  const { world, problems } = importLab(
    { id: 'pasted', hosts: [{ name: 'a', kind: 'linux' }], links: [] },
    { a: outputs },
  );
  const netns = world.netns['a'];
  if (netns === undefined) throw new Error('no namespace');
  return { netns, said: problems.map(({ file, line, message }) => `${file}:${line}: ${message}`) };
}

const JSON_FORMS = ['ip_-j_-d_addr', 'ip_-j_route_show_table_all', 'ip_-j_rule', 'ip_-j_neigh', 'bridge_-j_fdb'];
const TEXT_FORMS = ['ip_-d_addr', 'ip_route_show_table_all', 'ip_rule', 'ip_neigh', 'bridge_fdb'];

describe('what iproute2 prints for people', () => {
  const fromJson = read(JSON_FORMS).netns;
  const fromText = read(TEXT_FORMS).netns;

  it.each(['devs', 'routes', 'rules'] as const)('gives the same %s as its JSON', (part) => {
    expect(fromJson[part].length).toBeGreaterThan(6);
    expect(fromText[part]).toEqual(fromJson[part]);
  });

  it('gives the same neighbours and bridge memory as its JSON', () => {
    expect(fromJson.state.neighbours).toHaveLength(4);
    expect(fromJson.state.fdb.length).toBeGreaterThan(4);
    expect(fromText.state).toEqual(fromJson.state);
  });

  it('gives the same world for every host of every recorded network', () => {
    const differing = labIds().flatMap((id) => {
      const { lab, hosts } = readLab(id);
      const pasted = Object.fromEntries(
        Object.entries(hosts).map(([host, files]) => [
          host,
          Object.fromEntries(Object.entries(files).filter(([name]) => !/^ip_-j_(-d_addr|route|rule)/.test(name))),
        ]),
      );
      const differs = JSON.stringify(importLab(lab, pasted)) !== JSON.stringify(importLab(lab, hosts));
      return differs ? [id] : [];
    });
    expect(differing).toEqual([]);
  });

  it('tells a bridge, its ports and their settings without -d too, and says what it inferred', () => {
    const { netns, said } = read(['ip_addr', 'bridge_-d_link']);
    const { devs } = read(['ip_-d_addr']).netns;
    const [kindOf, portOf] = [
      (dev: Netns['devs'][number]) => dev.kind,
      (dev: Netns['devs'][number]) => dev.port?.hairpin,
    ];
    const known = (all: Netns['devs']) => all.filter((dev) => dev.name !== 'mv0');
    expect(known(netns.devs).map(kindOf)).toEqual(known(devs).map(kindOf));
    expect(netns.devs.map(portOf)).toEqual(devs.map(portOf));
    expect(said).toContainEqual(expect.stringContaining('ip_addr.txt:7: br0: taken for a bridge because it has ports'));
  });

  it('reads the same port settings from both forms of bridge link', () => {
    expect(read(['ip_addr', 'bridge_-d_link']).netns.devs).toEqual(read(['ip_addr', 'bridge_-j_-d_link']).netns.devs);
  });

  it('takes the local table from the addresses where ip route does not show it', () => {
    const { netns, said } = read(['ip_-d_addr', 'ip_route']);
    const local = (routes: Netns['routes']) =>
      routes
        .filter(({ table, protocol }) => table === 'local' && protocol === 'kernel')
        .map(({ prefix, type }) => `${type} ${prefix.address}/${prefix.lengthBits}`)
        .sort();
    expect(local(netns.routes)).toEqual(local(fromJson.routes));
    expect(said).toContainEqual(expect.stringContaining('ip_route.txt:0: does not show the table "local"'));
  });

  it('reads rules with their counters as those without', () => {
    const { netfilter } = read(['iptables-save_-c']).netns;
    expect(netfilter).toEqual(read(['iptables-save']).netns.netfilter);
    expect(netfilter.tables.map(({ name }) => name)).toEqual(['filter', 'nat']);
  });
});

describe('what ss prints', () => {
  const line = 'tcp   LISTEN 0 4096 192.0.2.10:80 0.0.0.0:* users:(("docker-proxy",pid=7,fd=4))';
  const listeners = (text: string) => read([], { 'ss_-ltnup.txt': text });

  it('is the same with its header and without', () => {
    const header = 'Netid State  Recv-Q Send-Q Local Address:Port Peer Address:PortProcess\n';
    expect(listeners(header + line).netns.listeners).toEqual(listeners(line).netns.listeners);
    expect(listeners(line).netns.listeners).toMatchObject([{ protocol: 'tcp', port: 80, backlog: 4096 }]);
  });

  it('is read from ss -ltnp and ss -lunp, which leave the protocol out', () => {
    const { netns } = read([], {
      'ss_-ltnp.txt': 'State Recv-Q Send-Q Local Address:Port Peer Address:Port\nLISTEN 0 128 0.0.0.0:22 0.0.0.0:*',
      'ss_-lunp.txt': 'State Recv-Q Send-Q Local Address:Port Peer Address:Port\nUNCONN 0 0 127.0.0.53%lo:53 0.0.0.0:*',
    });
    expect(netns.listeners.map(({ protocol, port }) => `${protocol}/${port}`)).toEqual(['tcp/22', 'udp/53']);
  });

  it('leaves out what waits at one device alone, and says so', () => {
    const { netns, said } = listeners('udp UNCONN 0 0 0.0.0.0%eth0:68 0.0.0.0:* users:(("dhclient",pid=1,fd=2))');
    expect(netns.listeners).toEqual([]);
    expect(said).toContainEqual(
      expect.stringContaining('ss_-ltnup.txt:1: "0.0.0.0%eth0:68" waits at the device eth0 alone'),
    );
  });
});
