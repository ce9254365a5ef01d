/** Rows as the lesson's own terminal prints them, one at a time, so that each can be marked. */
import { formatIp, type Listener, type NeighbourEntry, type NetnsId, type Route } from '../../engine/index.ts';
import { neighbourLine, routeLine } from '../../terminal/index.ts';
import type { Stage } from '../stage.ts';

/** `172.22.0.0/16 dev br-80cb5a0c07bc proto kernel scope link src 172.22.0.1`. @see ip-route(8) */
export function routeRow(stage: Stage, id: NetnsId, route: Route): string {
  const netns = stage.netns(id);
  return netns ? routeLine(stage.worldOf(id), netns, route).trimEnd() : '';
}

export function neighbourRow(entry: NeighbourEntry): string {
  return neighbourLine(entry).trimEnd();
}

/** What `ss` prints, head first, or Windows' `netstat`: each line with the listener it is about. @see ss(8) */
export function listenerRows(
  stage: Stage,
  id: NetnsId,
  protocol: Listener['protocol'],
): {
  readonly command: string;
  readonly rows: readonly { readonly text: string; readonly listener: Listener | null }[];
} {
  const listeners = stage.netns(id)?.listeners.filter((listener) => listener.protocol === protocol) ?? [];
  if (stage.machine(id)?.kind === 'windows') return netstatRows(stage, id, listeners);
  const command = `ss -l${protocol === 'tcp' ? 't' : 'u'}np`;
  const rows = stage.print(id, command).map((text, index) => ({
    text,
    listener: listeners[index - 1] ?? null,
  }));
  return { command, rows };
}

function netstatRows(stage: Stage, id: NetnsId, listeners: readonly Listener[]): ReturnType<typeof listenerRows> {
  const command = 'netstat -ano';
  const rows = stage.print(id, command).map((text) => ({
    text,
    listener: listeners.find(({ bindAddress, port }) => text.includes(` ${formatIp(bindAddress)}:${port} `)) ?? null,
  }));
  return { command, rows };
}
