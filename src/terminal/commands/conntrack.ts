/** `conntrack -L`: the flows this namespace remembers, each with the two headers it is known by. @see conntrack(8) */
import { formatIp, type ConntrackEntry } from '../../engine/index.ts';
import { answer, err, misused, notModelled, type Command } from '../command.ts';
import { last, readShort, type Options } from '../options.ts';
import { conntrackLine } from '../print/conntrack.ts';

const VERSION = 'conntrack v1.4.7 (conntrack-tools)';
const TRY_HELP = "Try `conntrack -h' or 'conntrack --help' for more information.";
/** What selects a flow, and the long form of it. */
const LONG: Readonly<Record<string, string>> = {
  '--dump': '-L',
  '--count': '-C',
  '--proto': '-p',
  '--protonum': '-p',
  '--src': '-s',
  '--orig-src': '-s',
  '--dst': '-d',
  '--orig-dst': '-d',
  '--reply-src': '-r',
  '--reply-dst': '-q',
  '--src-nat': '-n',
  '--dst-nat': '-g',
  '--any-nat': '-j',
};
/** Ports have no short form, and belong to a protocol: without `-p` the tool does not know them. */
const PORTS: Readonly<Record<string, (entry: ConntrackEntry) => number>> = {
  '--sport': ({ original }) => original.sport,
  '--orig-port-src': ({ original }) => original.sport,
  '--dport': ({ original }) => original.dport,
  '--orig-port-dst': ({ original }) => original.dport,
  '--reply-port-src': ({ reply }) => reply.sport,
  '--reply-port-dst': ({ reply }) => reply.dport,
};
/** Options that conntrack has and this one does not follow. */
const NOT_HERE =
  /^(-[DFEGIUSAfmceztulowb]|--(delete|flush|event|get|create|update|stats|family|mark|output|status|zone|timeout))$/;

export const conntrack: Command = {
  name: 'conntrack',
  understands: ['conntrack -L [-p icmp|tcp|udp [--dport PORT]] [-s ADDR] [-d ADDR] [-n|-g|-j]', 'conntrack -C'],
  run: (context, args) => {
    const { words, ports } = withoutPorts(args.map((arg) => LONG[arg] ?? arg));
    const other = words.find((word) => NOT_HERE.test(word));
    if (other !== undefined) return notModelled(context, `conntrack ${other}`);
    const options = readShort(words, 'LCp:s:d:r:q:ngj');
    const [port] = ports;
    const unknown = !options.values.has('p') && port !== undefined ? port.option : unknownOption(words, options);
    if (unknown !== null) return misused(context, conntrack, 2, `${VERSION}: unknown option \`${unknown}'`, TRY_HELP);
    const { world, netns } = context;
    const alive = netns.state.conntrack.filter((entry) => entry.expiresAtMs > world.nowMs);
    if (options.values.has('C')) return answer(context, [String(alive.length)]);
    if (!options.values.has('L'))
      return misused(context, conntrack, 2, `${VERSION}: You need to supply a command or an option`);
    const shown = alive.filter(
      (entry) =>
        isAskedFor(entry, options) && ports.every(({ option, value }) => String(PORTS[option]?.(entry)) === value),
    );
    const count = `${VERSION}: ${shown.length} flow entries have been shown.`;
    return answer(context, [...shown.map((entry) => conntrackLine(entry, world.nowMs)), err(count)]);
  },
};

interface PortOption {
  readonly option: string;
  readonly value: string;
}

function withoutPorts(args: readonly string[]): {
  readonly words: readonly string[];
  readonly ports: readonly PortOption[];
} {
  const words: string[] = [];
  const ports: PortOption[] = [];
  for (let at = 0; at < args.length; at += 1) {
    const [option = '', joined] = (args[at] ?? '').split('=');
    if (!Object.hasOwn(PORTS, option)) words.push(args[at] ?? '');
    else ports.push({ option, value: joined ?? args[(at += 1)] ?? '' });
  }
  return { words, ports };
}

/** As it was typed: a long one whole. */
function unknownOption(words: readonly string[], { fault }: Options): string | null {
  const long = words.find((word) => word.startsWith('--'));
  return long ?? (fault === null ? null : fault.option);
}

function isAskedFor({ protocol, original, reply }: ConntrackEntry, options: Options): boolean {
  const wanted = (name: string, value: string) => (last(options, name) ?? value) === value;
  const isSource = reply.dst !== original.src;
  const isDestination = reply.src !== original.dst;
  return (
    wanted('p', protocol) &&
    wanted('s', formatIp(original.src)) &&
    wanted('d', formatIp(original.dst)) &&
    wanted('r', formatIp(reply.src)) &&
    wanted('q', formatIp(reply.dst)) &&
    (!options.values.has('n') || isSource) &&
    (!options.values.has('g') || isDestination) &&
    (!options.values.has('j') || isSource || isDestination)
  );
}
