/** Listings that were cut off, mixed up or made up: read without an exception, and what is not understood is named by file and line. */
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importLab, ip, predictProbe, probe, type HostFiles } from '../../../src/engine/index.ts';

const FOLDER = join(import.meta.dirname, 'listings');
const LISTINGS = [
  'ip_-j_-d_addr',
  'ip_-d_addr',
  'ip_addr',
  'ip_-j_route_show_table_all',
  'ip_route_show_table_all',
  'ip_-j_rule',
  'ip_rule',
  'ip_neigh',
  'bridge_fdb',
  'bridge_-d_link',
  'iptables-save',
].map((name) => [`${name}.txt`, readFileSync(join(FOLDER, `${name}.txt`), 'utf8')] as const);

function load(outputs: HostFiles) {
  return importLab({ id: 'hostile', hosts: [{ name: 'a', kind: 'linux' }], links: [] }, { a: outputs });
}

function said(name: string, text: string): readonly string[] {
  return load({ [name]: text })
    .problems.filter(({ file }) => file === `a/${name}`)
    .map(({ line, message }) => `${line}: ${message}`);
}

describe('a line that is not understood', () => {
  it.each([
    ['ip_route.txt', 'default via 192.0.2.1 dev eth0 shiny 7', '1: "shiny 7" is not understood'],
    [
      'ip_route.txt',
      'default via 192.0.2.1 dev eth0\n300.1.1.0/24 dev eth0',
      '2: "300.1.1.0/24" is not an IPv4 prefix',
    ],
    ['ip_route.txt', '10.0.0.0/8 encap mpls 5 dev eth0', '1: "encap mpls 5" is not understood'],
    ['ip_rule.txt', 'from all lookup main', '1: "from all lookup main" does not begin with a priority'],
    ['ip_rule.txt', '9:\tfrom all tun_id 7 lookup main', '1: rule 9: "tun_id" is not modelled'],
    [
      'ip_addr.txt',
      '    inet 192.0.2.1/24 scope global eth0',
      '1: "inet 192.0.2.1/24 scope global eth0" stands before',
    ],
    ['ip_neigh.txt', '192.0.2.1 dev eth0 lladdr 02:00:00:00:00:01 DREAMING', '1: "DREAMING" is not understood'],
    ['bridge_fdb.txt', 'nonsense', '1: "nonsense" is not an entry of a bridge'],
    [
      'ss_-ltnup.txt',
      'tcp ESTAB 0 0 192.0.2.1:22 192.0.2.2:5',
      '1: "tcp ESTAB 0 0 192.0.2.1:22 192.0.2.2:5" is not a waiting',
    ],
    ['ss_-ltnup.txt', 'tcp LISTEN 0 128 0.0', '1: "tcp LISTEN 0 128 0.0" is cut off'],
    ['iptables-save.txt', '*filter\n-A NOWHERE -j DROP', '2: chain NOWHERE was not declared'],
    ['iptables-save.txt', '*filter\n:INPUT ACCEPT [0:0]\n-A INPUT -m limit -j DROP', '3: -m limit is not modelled'],
    ['iptables-save.txt', '*magic\n:INPUT ACCEPT', '1: table "magic" is not one of'],
    [
      'nft_list_ruleset.txt',
      'table inet f {\n\tchain c {\n\t\ttype filter hook input priority 0;',
      '3: nftables table inet f',
    ],
    ['ip_-j_rule.txt', '{"priority":1}', '0: expected a JSON array'],
    ['ip_-j_rule.txt', '[{"priority":1', '0: is not JSON'],
  ])('in %s is named: %s', (name, text, message) => {
    expect(said(name, text)).toContainEqual(expect.stringContaining(message));
  });

  it('is told of a listing that is missing, with what is taken in its place', () => {
    expect(load({}).problems.map(({ file, message }) => `${file} ${message}`)).toContainEqual(
      'a/ip_-j_rule.txt is missing: the three rules that every namespace begins with are taken',
    );
  });
});

describe('what would change the answer', () => {
  const base = {
    'ip_addr.txt':
      '1: lo: <LOOPBACK,UP> mtu 65536\n    link/loopback 00:00:00:00:00:00\n    inet 127.0.0.1/8 scope host lo\n' +
      '2: eth0: <UP> mtu 1500\n    link/ether 02:00:00:00:00:01\n    inet 192.0.2.10/24 scope global eth0\n',
    'ip_route.txt': '192.0.2.0/24 dev eth0 proto kernel scope link src 192.0.2.10\n',
  };
  const ask = (files: HostFiles, dst = '192.0.2.1') =>
    predictProbe(load({ ...base, ...files }).world, { id: 'p', from: 'a', kind: 'icmp', dst });

  it.each([
    ['a route with several next hops', { 'ip_route.txt': 'default\n\tnexthop via 192.0.2.1 dev eth0\n' }],
    ['a route with hoplimit', { 'ip_route.txt': 'default via 192.0.2.1 dev eth0 hoplimit 9' }],
    ['a policy rule with "ipproto"', { 'ip_rule.txt': '5:\tfrom all ipproto icmp lookup main' }],
    [
      'a device of kind macvlan',
      {
        'ip_-d_addr.txt': base['ip_addr.txt'].replace('01\n    inet 192', '01\n    macvlan mode bridge\n    inet 192'),
      },
    ],
    [
      'nftables table "inet f"',
      { 'nft_list_ruleset.txt': 'table inet f {\n\tchain c {\n\t\ttype filter hook output priority 0;' },
    ],
    ['net.ipv4.tcp_fwmark_accept = 1', { 'sysctl.txt': 'net.ipv4.tcp_fwmark_accept = 1' }],
    ['iptables match "-m limit"', { 'iptables-save.txt': '*filter\n:OUTPUT ACCEPT [0:0]\n-A OUTPUT -m limit -j DROP' }],
  ])('is refused by name: %s', (what, files) => {
    expect(ask(files)).toEqual({ refused: `${what} is not modelled` });
  });

  it('is refused only where a packet meets it', () => {
    const rules = '*filter\n:OUTPUT ACCEPT [0:0]\n-A OUTPUT -d 198.51.100.0/24 -m limit -j DROP';
    expect(ask({ 'iptables-save.txt': rules })).toMatchObject({ outcome: 'timeout' });
  });

  it('passes over routes of IPv6, whatever they look like', () => {
    const routes =
      'default via fe80::1 dev eth0 proto ra metric 1024 pref medium\nunreachable default dev lo pref medium\n';
    expect(ask({ 'ip_route.txt': base['ip_route.txt'] + routes }, '198.51.100.1')).toMatchObject({
      err: 'Network is unreachable',
    });
  });
});

describe('any damage', () => {
  /** Cut off at a byte, a byte replaced, two places swapped. */
  const damaged = fc
    .record({ listing: fc.constantFrom(...LISTINGS), at: fc.nat(), cut: fc.boolean(), by: fc.string({ maxLength: 6 }) })
    .map(({ listing: [name, text], at, cut, by }) => {
      const place = at % text.length;
      return { [name]: cut ? text.slice(0, place) : text.slice(0, place) + by + text.slice(place + by.length) };
    });

  it('throws nothing, neither in reading nor in asking', () => {
    fc.assert(
      fc.property(fc.array(damaged, { minLength: 1, maxLength: 4 }), (parts) => {
        const { world } = load(Object.assign({}, ...parts) as HostFiles);
        for (const dst of ['10.5.0.1', '10.95.0.1', '127.0.0.1'])
          expect(probe(world, { from: 'a', kind: 'icmp', dst: ip(dst) }).trace.steps.at(-1)?.kind).toBe('result');
      }),
      { numRuns: 150 },
    );
  });
});
