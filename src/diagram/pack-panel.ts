/** The small tables inside a machine: its routes, its hooks, the programs that listen. */
import { formatIp, formatPrefix, type NetnsId, type Route } from '../engine/index.ts';
import type { Context } from './context.ts';
import { faceOf, type Plan } from './plan.ts';
import { half } from './rounding.ts';
import { measureText } from './text-metrics.ts';
import { fonts } from './type-scale.ts';

const mostLines = 4;
const lineHeight = 18;
const headHeight = 26;
const pad = 12;
const widest = 250;
const narrowest = 170;

/** `default via 172.42.10.1`, `172.22.0.0/16 dev br-80cb5a0c07bc`: what decides, nothing else. */
export function routeText(route: Route): string {
  const to = route.prefix.lengthBits === 0 ? 'default' : formatPrefix(route.prefix);
  if (route.type !== 'unicast') return `${route.type} ${to}`;
  if (route.nextHop === undefined) return `${to} dev ${route.netdev ?? '?'}`;
  return `${to} via ${formatIp(route.nextHop)}`;
}

export function packRoutes(netns: NetnsId, context: Context, depth: number): Plan {
  const routes = context.index.world.netns[netns]?.routes.filter((route) => route.table === 'main') ?? [];
  const shown = routes.length > mostLines ? routes.slice(0, mostLines - 1) : routes;
  const more = routes.length > shown.length ? [`… +${routes.length - shown.length}`] : [];
  return packPanel(`${netns}#routes`, context.words.routes, [...shown.map(routeText), ...more], depth);
}

/** The five hooks in the order a packet meets them, as a map; a step lights the chain it is in. */
export function packNetfilter(netns: NetnsId, context: Context, depth: number): Plan {
  const lines = ['PREROUTING', 'INPUT · FORWARD · OUTPUT', 'POSTROUTING'];
  return packPanel(`${netns}#netfilter`, context.words.netfilter, lines, depth);
}

function packPanel(id: string, title: string, lines: readonly string[], depth: number): Plan {
  const widths = [measureText(title, fonts.panelTitle), ...lines.map((line) => measureText(line, fonts.mono))];
  const widthPx = half(Math.min(widest, Math.max(narrowest, ...widths.map((width) => width + 2 * pad))));
  const heightPx = headHeight + Math.max(1, lines.length) * lineHeight + 6;
  return {
    widthPx,
    heightPx,
    box: faceOf(id, 'panel', depth, title, lines),
    inner: [],
    ports: [],
    wires: [],
    rests: [[id, { xPx: 0, yPx: headHeight / 2 }]],
  };
}
