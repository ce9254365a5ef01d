/** `ss` of iproute2 6.1, printed as into a pipe: on a screen it spreads its columns over the width. Read ss(8) before editing. */
import { formatIp, type Listener } from '../../engine/index.ts';
import { answer, misused, notModelled, notModelledLine, type Command, type Context } from '../command.ts';
import { readShort, type Options } from '../options.ts';
import type { RunResult } from '../run-result.ts';

export const ss: Command = {
  name: 'ss',
  understands: ["ss -ltn[p] ['sport = :PORT']", 'ss -lun[p]', 'ss -tan[p]', 'ss -tn[p]'],
  run: (context, args) => {
    const options = readShort(args, `ltunpaH4${NOT_HERE.join('')}`);
    if (options.fault !== null) return misused(context, ss, 255, `ss: invalid option -- '${options.fault.option}'`);
    for (const flag of NOT_HERE) if (options.values.has(flag)) return notModelled(context, `ss -${flag}`);
    const port = readFilter(options.operands.join(' '));
    if (typeof port === 'object' && port !== null) return notModelled(context, `ss … ${port.unmodelled}`);
    return sockets(context, options, port);
  },
};

/** Options that ss has and this one does not follow. */
const NOT_HERE: readonly string[] = ['s', 'e', 'o', 'i', 'm', 'r', 'x', 'w', '6'];

/** A connection lasts as long as the command that made it, so that none is open but that of a login. `-l` and `-a` tell who waits for one. */
function sockets({ netns, ...context }: Context, { values }: Options, port: number | null): RunResult {
  const all = values.has('a');
  const waiting = values.has('l') || all;
  const neither = !values.has('t') && !values.has('u');
  const both = values.has('t') === values.has('u');
  const tcp = both || values.has('t');
  const asked = { ...context, netns };
  if (all && !values.has('n')) return notModelled(asked, 'ss -a without -n (names in place of ports)');
  if (!waiting && neither) return notModelled(asked, 'ss without -t or -u (sockets inside the machine)');
  const shown = ['udp', 'tcp'].flatMap((protocol) =>
    netns.listeners.filter(
      (one) =>
        waiting &&
        one.protocol === protocol &&
        (both || values.has(protocol.charAt(0))) &&
        (port === null || one.port === port),
    ),
  );
  const rows = shown.map((listener) => [listener.protocol, ...cells(listener, values.has('p'))]);
  const wanted = columns(both, waiting || tcp);
  const lines = aligned([HEAD, ...rows].map((row) => wanted.map((at) => row[at] ?? '')));
  const unseen = [
    ...(tcp && (all || !waiting) && netns.listeners.some(({ process }) => process.name === 'sshd')
      ? ["an ssh session's own connection"]
      : []),
    ...(all && tcp ? ['closed connections, in TIME-WAIT for a minute'] : []),
    ...(all && neither ? ['sockets other than TCP and UDP'] : []),
  ];
  return answer(asked, [
    ...(values.has('H') ? lines.slice(1) : lines),
    ...(unseen.length === 0 ? [] : [notModelledLine(unseen.join('; '))]),
  ]);
}

/** An address and its port are columns of their own with nothing between. */
const HEAD = ['Netid', 'State', 'Recv-Q', 'Send-Q', 'Local Address:', 'Port', 'Peer Address:', 'Port', 'Process'];
const RIGHT: readonly string[] = ['Local Address:', 'Peer Address:'];

/** The protocol is told where both can stand there, the state where there are several. */
function columns(netid: boolean, state: boolean): readonly number[] {
  return HEAD.map((_, at) => at).filter((at) => (at !== 0 || netid) && (at !== 1 || state));
}

/** `sport = :80`, the one filter that is followed, with its signs as ss(8) allows them; null where there is none. */
function readFilter(text: string): number | null | { readonly unmodelled: string } {
  if (text === '') return null;
  const port = /^\(?\s*(?:sport|src)\s*(?:=|==|eq)?\s*:(\d{1,5})\s*\)?$/.exec(text)?.[1];
  return port === undefined ? { unmodelled: text } : Number(port);
}

function cells(listener: Listener, withProcess: boolean): readonly string[] {
  const { protocol, bindAddress, port, process, backlog } = listener;
  const users = ` users:(("${process.name}",pid=${process.pid},fd=${process.fd ?? 3}))`;
  return [
    protocol === 'tcp' ? 'LISTEN' : 'UNCONN',
    '0',
    String(protocol === 'tcp' ? (backlog ?? 128) : 0),
    `${formatIp(bindAddress)}:`,
    String(port),
    '0.0.0.0:',
    '*',
    withProcess ? users : '',
  ];
}

/** Columns as wide as their widest cell, an address to the right. @see iproute2 misc/ss.c columns[], whose last has no gap before it */
function aligned(rows: readonly (readonly string[])[]): readonly string[] {
  const head = rows[0] ?? [];
  const widths = head.map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, at) => {
        const isAddress = RIGHT.includes(head[at] ?? '');
        const set = isAddress ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0);
        return isAddress || at >= head.length - 2 ? set : `${set} `;
      })
      .join('')
      .trimEnd(),
  );
}
