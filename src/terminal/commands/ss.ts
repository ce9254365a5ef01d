/** `ss -ltn`: who listens. @see ss(8) */
import { formatIp, type Listener } from '../../engine/index.ts';
import { answer, misused, notModelled, type Command } from '../command.ts';
import { readShort } from '../options.ts';

export const ss: Command = {
  name: 'ss',
  understands: ["ss -ltn[p] ['sport = :PORT']", 'ss -lun[p]'],
  run: (context, args) => {
    const options = readShort(args, 'ltunpaHe46');
    if (options.fault !== null) return misused(context, ss, 255, `ss: invalid option -- '${options.fault.option}'`);
    if (!options.values.has('l')) return notModelled(context, 'ss without -l');
    const port = readFilter(options.operands.join(' '));
    if (typeof port === 'object' && port !== null) return notModelled(context, `ss … ${port.unmodelled}`);
    const both = options.values.has('t') === options.values.has('u');
    const shown = context.netns.listeners.filter(
      (listener) =>
        (both || options.values.has(listener.protocol === 'tcp' ? 't' : 'u')) &&
        (port === null || listener.port === port),
    );
    const rows = shown.map((listener) => cells(listener, options.values.has('p')));
    const head = ['State', 'Recv-Q', 'Send-Q', 'Local Address:Port', 'Peer Address:Port', 'Process'];
    const named = both
      ? [['Netid', ...head], ...rows.map((row, at) => [shown[at]?.protocol ?? '', ...row])]
      : [head, ...rows];
    return answer(context, aligned(options.values.has('H') ? named.slice(1) : named));
  },
};

/** `sport = :80`, the one filter that is followed, with its signs as ss(8) allows them; null where there is none. */
function readFilter(text: string): number | null | { readonly unmodelled: string } {
  if (text === '') return null;
  const port = /^\(?\s*(?:sport|src)\s*(?:=|==|eq)?\s*:(\d{1,5})\s*\)?$/.exec(text)?.[1];
  return port === undefined ? { unmodelled: text } : Number(port);
}

function cells(listener: Listener, withProcess: boolean): readonly string[] {
  const { protocol, bindAddress, port, process, backlog } = listener;
  const users = `users:(("${process.name}",pid=${process.pid},fd=${process.fd ?? 3}))`;
  return [
    protocol === 'tcp' ? 'LISTEN' : 'UNCONN',
    '0',
    String(protocol === 'tcp' ? (backlog ?? 128) : 0),
    `${formatIp(bindAddress)}:${port}`,
    '0.0.0.0:*',
    withProcess ? users : '',
  ];
}

/** Columns as wide as their widest cell; the address column stands to the right of its colon. */
function aligned(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  const addressAt = (rows[0]?.length ?? 0) - 3;
  return rows.map((row) =>
    row
      .map((cell, at) => (at === addressAt ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0)))
      .join(' ')
      .trimEnd(),
  );
}
