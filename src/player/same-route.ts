import type { Route } from '../engine/index.ts';

/** Routes are values: the trace's and the world's are equal, not identical. */
export function isSameRoute(a: Route, b: Route | null): boolean {
  return (
    b !== null &&
    a.table === b.table &&
    a.type === b.type &&
    a.prefix.address === b.prefix.address &&
    a.prefix.lengthBits === b.prefix.lengthBits &&
    a.netdev === b.netdev &&
    a.nextHop === b.nextHop &&
    a.metric === b.metric
  );
}
