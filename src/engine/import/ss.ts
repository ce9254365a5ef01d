/** `ss -ltnup`, with or without its header (`-H`), to listeners. @see ss(8) */
import { ANY_ADDRESS, parseIp, type Ip } from '../address/ip.ts';
import type { Listener } from '../world/world.ts';
import type { Report } from './problem.ts';

/** Programs that hold a port of the host for containers but leave its traffic to netfilter: they never accept. */
const PORT_HOLDERS: ReadonlySet<string> = new Set(['conmon', 'dockerd']);

export function readSs(text: string, report: Report): readonly Listener[] {
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '' || /^(Netid|State)\b/.test(line)) return [];
    const read = readLine(line);
    if (typeof read !== 'string') return read;
    report(index + 1, read);
    return [];
  });
}

function readLine(line: string): readonly Listener[] | string {
  const columns = line.trim().split(/\s+/);
  // Without `-u` and `-t` together ss leaves the first column, the protocol, out.
  const protocol = columns[0] === 'tcp' || columns[0] === 'udp' ? columns.shift() : 'tcp';
  const [state, , backlog = '0', local = '', , users = ''] = columns;
  if (state !== 'LISTEN' && state !== 'UNCONN') return `"${line.trim()}" is not a waiting socket`;
  const end = /^(.*?)(?:%[^:]+)?:(\d+)$/.exec(local);
  if (end === null) return `"${local}" is not an address and a port`;
  const bindAddress = readAddress(end[1] ?? '');
  if (bindAddress === null) return [];
  const process = /\("([^"]*)",pid=(\d+),fd=(\d+)\)/.exec(users);
  const name = process?.[1] ?? 'unknown';
  return [
    {
      protocol: protocol === 'udp' ? 'udp' : 'tcp',
      bindAddress,
      port: Number(end[2]),
      process: { name, pid: Number(process?.[2] ?? 0), fd: Number(process?.[3] ?? 0) },
      backlog: Number(backlog),
      ...(PORT_HOLDERS.has(name) && bindAddress >>> 24 !== 127 ? { idle: true } : {}),
    },
  ];
}

/** `*` and `0.0.0.0` are any address; `[::]` waits for IPv6, which is not modelled. */
function readAddress(text: string): Ip | null {
  return text === '*' ? ANY_ADDRESS : parseIp(text);
}
