/**
 * `tcpdump -ni IFACE [FILTER]`: what was to be heard at an interface while the last command ran. A line typed here runs alone,
 * nothing can happen beside it; so it hears once more what the last command's trace put on the wire, and says so.
 * @see tcpdump(8)
 */
import { captured, type Captured } from '../capture/captured.ts';
import { readFilter } from '../capture/filter.ts';
import { answer, err, fail, misused, notModelled, note, understands, type Command, type Context } from '../command.ts';
import { last, readShort, type Options } from '../options.ts';
import { tcpdumpLine } from '../print/tcpdump.ts';

const SPEC = 'ni:c:elptqvVAXw:r:DSs:B:C:G:W:E:F:T:y:z:Z:dfIjJKLNOuUxhHb#';
/** Without effect on what is printed here. */
const HARMLESS = 'nicelpt';

export const tcpdump: Command = {
  name: 'tcpdump',
  understands: [
    'tcpdump -ni IFACE|any [-e] [-t] [-c N] [[not] [src|dst] host|net|port X, icmp, arp, tcp, udp, and, or]',
  ],
  // Images bring no such tool: one listens at the other end of the veth.
  isInstalled: ({ machine }) => machine.kind !== 'container' && machine.kind !== 'windows',
  run: (context, args) => {
    const options = readShort(args, SPEC);
    if (options.fault !== null)
      return misused(context, tcpdump, 1, `tcpdump: invalid option -- '${options.fault.option}'`);
    const other = [...options.values.keys()].find((name) => !HARMLESS.includes(name));
    if (other !== undefined) return notModelled(context, `tcpdump -${other}`);
    if (!options.values.has('n')) return notModelled(context, 'tcpdump without -n (names in place of addresses)');
    return listen(context, options);
  },
};

function listen(context: Context, options: Options) {
  const { world, netns, heard } = context;
  const dev = last(options, 'i') ?? firstUp(context);
  const isAny = dev === 'any';
  const hasLink = options.values.has('e');
  if (!isAny && !netns.devs.some(({ name }) => name === dev))
    return fail(context, 1, `tcpdump: ${dev}: No such device exists`, '(No such device exists)');
  if (isAny && hasLink) return notModelled(context, 'tcpdump -e -i any');
  const filter = readFilter(options.operands.join(' '));
  if (!filter.ok)
    return filter.unmodelled === null
      ? fail(context, 1, "tcpdump: can't parse filter expression: syntax error")
      : notModelled(context, `tcpdump … ${filter.unmodelled}`);
  const most = last(options, 'c');
  if (most !== undefined && !/^[1-9]\d*$/.test(most)) return fail(context, 1, `tcpdump: invalid packet count ${most}`);

  const all = heard === null ? [] : captured(heard.trace, netns.id, isAny ? null : dev);
  const kept = all
    .filter(({ frame }) => filter.test(frame.payload))
    .slice(0, most === undefined ? undefined : Number(most));
  const shown = { isAny, hasLink, hasTime: !options.values.has('t') };
  return answer(context, [
    heard === null ? understands(tcpdump) : note('heard', `${heard.line.at} $ ${heard.line.run}`),
    ...(isAny ? [err('tcpdump: data link type LINUX_SLL2')] : []),
    err('tcpdump: verbose output suppressed, use -v[v]... for full protocol decode'),
    err(
      `listening on ${dev}, link-type ${isAny ? 'LINUX_SLL2 (Linux cooked v2)' : 'EN10MB (Ethernet)'}, snapshot length 262144 bytes`,
    ),
    ...kept.map((one) => tcpdumpLine(world, one, shown)),
    ...[
      `${kept.length} packets captured`,
      `${kept.length} packets received by filter`,
      '0 packets dropped by kernel',
    ].map(counted),
    ...(kept.some(isTcp) ? [note('not-modelled', 'seq, ack, win, options')] : []),
  ]);
}

/** As tcpdump chooses where nobody does: the first that is up and no loopback. @see pcap_findalldevs(3PCAP) */
function firstUp({ netns }: Context): string {
  return netns.devs.find(({ up, kind }) => up && kind !== 'loopback')?.name ?? 'lo';
}

function isTcp({ frame }: Captured): boolean {
  return frame.payload.protocol === 'tcp';
}

/** One packet is counted in the singular. */
function counted(text: string) {
  return err(text.replace(/^1 packets/, '1 packet'));
}
