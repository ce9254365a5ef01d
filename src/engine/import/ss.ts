/** `ss -ltnup`, `ss -ltnp` or `ss -lunp`, with or without its header (`-H`), to listeners. @see ss(8) */
import { ANY_ADDRESS, parseIp, type Ip } from '../address/ip.ts';
import type { Listener } from '../world/world.ts';
import { linesOf } from './listing.ts';
import type { Report } from './problem.ts';

/** Programs that hold a port of the host for containers but leave its traffic to netfilter: they never accept. */
const PORT_HOLDERS: ReadonlySet<string> = new Set(['conmon', 'dockerd']);

export function readSs(text: string, report: Report): readonly Listener[] {
  return linesOf(text).flatMap(({ number, words }) => {
    if (words[0] === 'Netid' || (words[0] === 'State' && words[1] === 'Recv-Q')) return [];
    const read = readLine(words, (message) => report(number, message));
    if (typeof read !== 'string') return read;
    report(number, read);
    return [];
  });
}

/** Columns: the protocol where ss was asked for more than one, state, Recv-Q, Send-Q, local and peer end, process. */
function readLine(words: readonly string[], note: (message: string) => void): readonly Listener[] | string {
  const told = words[0] === 'tcp' || words[0] === 'udp' ? words[0] : null;
  const [state, , backlog = '', local = ''] = told === null ? words : words.slice(1);
  if (state !== 'LISTEN' && state !== 'UNCONN') return `"${words.join(' ')}" is not a waiting socket`;
  const end = /^(.*?)(?:%([^:\]]+))?:(\d+)$/.exec(local);
  if (end === null || !/^\d+$/.test(backlog)) return `"${words.join(' ')}" is cut off or not a line of ss`;
  const [, address = '', dev, port] = end;
  const bindAddress = readAddress(address);
  // Waits for IPv6 alone.
  if (bindAddress === null && address.startsWith('[')) return [];
  if (bindAddress === null || Number(port) > 65535) return `"${local}" is not an address and a port`;
  if (dev !== undefined && bindAddress >>> 24 !== 127)
    return `"${local}" waits at the device ${dev} alone, which is not modelled; it is left out`;
  const process = /\("([^"]*)",pid=(\d+),fd=(\d+)\)/.exec(words.join(' '));
  if (process === null)
    note(`"${local}": ss was not told whose it is (run it as root); taken for a program that answers`);
  const name = process?.[1] ?? 'unknown';
  return [
    {
      // Only TCP sockets listen. @see tcp(7)
      protocol: told ?? (state === 'LISTEN' ? 'tcp' : 'udp'),
      bindAddress,
      port: Number(port),
      process: { name, pid: Number(process?.[2] ?? 0), fd: Number(process?.[3] ?? 0) },
      backlog: Number(backlog),
      ...(PORT_HOLDERS.has(name) && bindAddress >>> 24 !== 127 ? { idle: true } : {}),
    },
  ];
}

/** `*` (a socket for both families) and `0.0.0.0` are any address; `[::ffff:192.0.2.1]` is an IPv4 address. `[::]` waits for IPv6. */
function readAddress(text: string): Ip | null {
  return text === '*' ? ANY_ADDRESS : parseIp(text.replace(/^\[::ffff:(.*)\]$/, '$1'));
}
