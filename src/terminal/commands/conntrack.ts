/** `conntrack -L`: the flows this namespace remembers, each with the two headers it is known by. @see conntrack(8) */
import { formatIp, type ConntrackEntry } from '../../engine/index.ts';
import { answer, err, misused, notModelled, type Command } from '../command.ts';
import { last, readShort, type Options } from '../options.ts';
import { conntrackLine } from '../print/conntrack.ts';

const VERSION = 'conntrack v1.4.7 (conntrack-tools)';
/** What selects a flow, and the long form of it. */
const LONG: Readonly<Record<string, string>> = {
  '--dump': '-L',
  '--proto': '-p',
  '--src': '-s',
  '--orig-src': '-s',
  '--dst': '-d',
  '--orig-dst': '-d',
  '--reply-src': '-r',
  '--reply-dst': '-q',
};

export const conntrack: Command = {
  name: 'conntrack',
  understands: ['conntrack -L [-p icmp|tcp|udp] [-s ADDR] [-d ADDR]'],
  run: (context, args) => {
    const words = args.map((arg) => LONG[arg] ?? arg);
    const other = words.find((word) => /^-[DFEGIUSC]/.test(word));
    if (other !== undefined) return notModelled(context, `conntrack ${other}`);
    const options = readShort(words, 'Lp:s:d:r:q:nj');
    if (options.fault !== null || !options.values.has('L'))
      return misused(context, conntrack, 2, `${VERSION}: You need to supply a command or an option`);
    const { world, netns } = context;
    const shown = netns.state.conntrack.filter(
      (entry) => entry.expiresAtMs > world.nowMs && isAskedFor(entry, options),
    );
    const count = `${VERSION}: ${shown.length} flow entries have been shown.`;
    return answer(context, [...shown.map((entry) => conntrackLine(entry, world.nowMs)), err(count)]);
  },
};

function isAskedFor({ protocol, original, reply }: ConntrackEntry, options: Options): boolean {
  const wanted = (name: string, value: string) => (last(options, name) ?? value) === value;
  return (
    wanted('p', protocol) &&
    wanted('s', formatIp(original.src)) &&
    wanted('d', formatIp(original.dst)) &&
    wanted('r', formatIp(reply.src)) &&
    wanted('q', formatIp(reply.dst))
  );
}
