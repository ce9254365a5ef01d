import { describe, expect, it } from 'vitest';
import { captured } from '../../src/terminal/capture/captured.ts';
import { readFilter } from '../../src/terminal/capture/filter.ts';
import { tcpdumpLine } from '../../src/terminal/print/tcpdump.ts';
import { importLab, probe, probeOf } from '../../src/engine/index.ts';
import { run, type Heard } from '../../src/terminal/index.ts';
import { companyWorld } from '../support/company-world.ts';
import { readLab, type RecordedPacket } from '../support/recording.ts';

/** What `line` prints at the server after `before` has run at the PC. */
function listened(line: string, before = 'ping -c 1 198.51.100.10', prepare: readonly string[] = []) {
  const ready = prepare.reduce((world, typed) => run(world, 'server', typed).world, companyWorld());
  const { world, trace } = run(ready, 'pc', before);
  const heard: Heard | null = trace && { line: { at: 'pc', run: before }, trace };
  const result = run(world, 'server', line, heard);
  const text = (stream: string) => result.output.filter((one) => one.stream === stream).map((one) => one.text);
  return { packets: text('out'), said: text('err'), notes: result.output.flatMap(({ note }) => note ?? []) };
}

describe('tcpdump', () => {
  it('prints the packets of the last command at one interface, as the real tool does', () => {
    const { packets, said } = listened('tcpdump -ni eth0 icmp');
    expect(packets).toHaveLength(2);
    expect(packets[0]).toMatch(
      /^\d\d:\d\d:\d\d\.\d{6} IP 192\.0\.2\.10 > 198\.51\.100\.10: ICMP echo request, id \d+, seq 1, length 64$/,
    );
    expect(packets[1]).toMatch(/ IP 198\.51\.100\.10 > 192\.0\.2\.10: ICMP echo reply, id \d+, seq 1, length 64$/);
    expect(said).toContain('listening on eth0, link-type EN10MB (Ethernet), snapshot length 262144 bytes');
    expect(said.slice(-3)).toEqual([
      '2 packets captured',
      '2 packets received by filter',
      '0 packets dropped by kernel',
    ]);
  });

  it('names interface and direction where it listens to all', () => {
    const { packets } = listened("tcpdump -tnni any 'arp or icmp'");
    expect(packets).toContainEqual(
      expect.stringMatching(/^eth0 {2}In {2}IP 192\.0\.2\.10 > 198\.51\.100\.10: ICMP echo r/),
    );
    expect(packets).toContainEqual(
      expect.stringMatching(/^eth0 {2}Out IP 198\.51\.100\.10 > 192\.0\.2\.10: ICMP echo r/),
    );
    expect(packets).toContainEqual(expect.stringMatching(/^eth0 {2}(B {3}|Out) ?ARP, Request who-has/));
  });

  it('says whose packets these are, as nothing can run beside it', () => {
    expect(listened('tcpdump -ni eth0').notes[0]).toEqual({ kind: 'heard', what: 'pc $ ping -c 1 198.51.100.10' });
  });

  it('hears nothing where nothing was sent', () => {
    const { output } = run(companyWorld(), 'server', 'tcpdump -ni eth0');
    expect(output.map(({ text }) => text)).toContain('0 packets captured');
  });

  it('hears a command of the same line', () => {
    const { output } = run(companyWorld(), 'server', 'ping -c 1 192.0.2.10 ; tcpdump -tni eth0 icmp');
    expect(output.map(({ text }) => text)).toContainEqual(expect.stringMatching(/^IP .*ICMP echo reply/));
  });

  it('stops after so many packets', () => {
    expect(listened('tcpdump -c 1 -ni eth0 icmp').packets).toHaveLength(1);
    expect(listened('tcpdump -c 1 -ni eth0 icmp').said).toContain('1 packet captured');
  });

  it('shows the Ethernet header with -e', () => {
    expect(listened('tcpdump -teni eth0 icmp').packets[0]).toMatch(
      /^([0-9a-f:]{17}) > ([0-9a-f:]{17}), ethertype IPv4 \(0x0800\), length 98: 192\.0\.2\.10 > 198\.51\.100\.10: ICMP echo request/,
    );
  });

  it('prints the flags of TCP, and says what it does not know of it', () => {
    const { packets, notes } = listened('tcpdump -tni eth0 tcp port 22', 'nc -z -w 1 198.51.100.10 22');
    expect(packets[0]).toMatch(/^IP 192\.0\.2\.10\.\d+ > 198\.51\.100\.10\.22: Flags \[S\], length 0$/);
    expect(notes.at(-1)).toEqual({ kind: 'not-modelled', what: 'seq, ack, win, options' });
  });

  it('hears what a rule drops after its arrival, not what is dropped before it leaves', () => {
    const input = listened('tcpdump -tni eth0 icmp', undefined, ['iptables -A INPUT -p icmp -j DROP']);
    expect(input.packets).toEqual([expect.stringMatching(/echo request/)]);
    const output = listened('tcpdump -tni eth0 icmp', undefined, ['iptables -A OUTPUT -p icmp -j DROP']);
    expect(output.packets).toEqual([expect.stringMatching(/echo request/)]);
  });

  it.each([
    ['tcpdump -ni eth9', 'tcpdump: eth9: No such device exists'],
    ['tcpdump -ni eth0 host', "tcpdump: can't parse filter expression: syntax error"],
    ['tcpdump -ni eth0 ( icmp', "tcpdump: can't parse filter expression: syntax error"],
  ])('%s: answers as the tool does', (line, text) => {
    expect(listened(line.replace('( icmp', "'( icmp'")).said).toContain(text);
  });

  it.each([
    ['tcpdump -ni eth0 -w file', 'tcpdump -w'],
    ['tcpdump -i eth0', 'tcpdump without -n (names in place of addresses)'],
    ['tcpdump -ni eth0 portrange 1-9', 'tcpdump … portrange'],
    ["tcpdump -ni eth0 'tcp[13] = 2'", 'tcpdump … tcp[13]'],
    ['tcpdump -eni any', 'tcpdump -e -i any'],
  ])('%s: refused by name', (line, what) => {
    expect(listened(line).notes).toContainEqual({ kind: 'not-modelled', what });
  });

  it('is not in a container, as images do not bring it', () => {
    const world = run(companyWorld(), 'server', 'docker run -d --name app nginx').world;
    expect(run(world, 'app', 'tcpdump -ni eth0').exitCode).toBe(127);
  });
});

describe('a filter', () => {
  it.each([
    ['', 3],
    ['icmp', 2],
    ['not icmp', 1],
    ['arp or icmp', 3],
    ['src 192.0.2.10', 1],
    ['dst host 192.0.2.10 and icmp', 1],
    ['net 192.0.2.0/24', 2],
    ['!(net 192.0.2.0/24)', 1],
    ['host 198.51.100.1 || udp', 1],
    ['tcp port 22', 0],
    ['src host 198.51.100.1 or 192.0.2.10', 2],
    ['udp port 53 or 67', 0],
  ])('"%s" lets %i of the three pass', (text, count) => {
    const filter = readFilter(text);
    const { world } = run(companyWorld(), 'server', 'ip neigh flush all');
    const { trace } = run(world, 'pc', 'ping -c 1 198.51.100.10');
    const frames = captured(trace!, 'server', 'eth0');
    const request = frames.find(({ frame }) => frame.payload.protocol === 'arp');
    const echoes = frames.filter(({ frame }) => frame.payload.protocol === 'icmp');
    const three = [...(request ? [request] : []), ...echoes];
    expect(three).toHaveLength(3);
    expect(filter.ok && three.filter(({ frame }) => filter.test(frame.payload))).toHaveLength(count);
  });
});

/** Pings and datagrams: of TCP a recording lists the first segments only. */
const LABS = [
  'a01-container-to-internet',
  'b09-publish-udp',
  'd09-input-drop',
  'e01-ttl',
  'f02-incident-rp-off',
  'f02-incident-rp-strict',
];

describe.each(LABS)('recorded frames of %s', (id) => {
  const { lab, hosts, expected } = readLab(id);
  const { world } = importLab(lab, hosts);
  const probes = Object.values(expected).filter(({ probe: { kind } }) => kind !== 'tcp');

  it.each(probes.map((recording) => [recording.probe.id, recording] as const))('%s', (_id, recording) => {
    const request = probeOf(world, recording.probe);
    if (request === null) return;
    const { trace } = probe(world, request);
    const places = new Set(recording.packets.map(({ host, dev }) => `${host} ${dev}`));
    for (const place of places) {
      const [host = '', dev = ''] = place.split(' ');
      const there = recording.packets.filter((packet) => packet.host === host && packet.dev === dev);
      const netns = world.machines[host]?.netns ?? host;
      const shown = { isAny: false, hasLink: false, hasTime: false };
      const lines = captured(trace, netns, dev).map((one) =>
        tcpdumpLine(world, one, shown)
          .replace(/,.*|: .*/, '')
          .replace(CHOSEN, '.chosen'),
      );
      expect(lines).toEqual(there.map((packet) => headOf(packet).replace(CHOSEN, '.chosen')));
    }
  });
});

/** A port that the kernel picks is another at every run. */
const CHOSEN = /(?<=\.\d+)\.[3-6]\d{4}(?= |$)/;

/** As far as the first comma or colon: what is said of whom. */
function headOf({ arp, ip, l4 }: RecordedPacket): string {
  if (arp) return 'ARP';
  const port = (which: 'sport' | 'dport') => (l4 && ip?.proto !== 'icmp' ? `.${l4[which]}` : '');
  return `IP ${ip?.src}${port('sport')} > ${ip?.dst}${port('dport')}`;
}
