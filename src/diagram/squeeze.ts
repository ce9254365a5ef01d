/** Taking room out of one axis: what lies beyond moves up to what lies before; nothing changes its order or its size. */
export type Span = readonly [fromPx: number, toPx: number];

export interface Squeeze {
  readonly at: (px: number) => number;
  /** What was taken out in all. */
  readonly takenPx: number;
}

/** @param slack room that may go; @param solid what stands somewhere along the axis and keeps its size. */
export function squeeze(slack: readonly Span[], solid: readonly Span[]): Squeeze {
  const gaps = without(joined(slack), joined(solid)).filter(([from, to]) => to - from >= 1);
  const takenBefore = (px: number) => gaps.reduce((sum, [from, to]) => sum + Math.max(0, Math.min(px, to) - from), 0);
  return { at: (px) => px - takenBefore(px), takenPx: takenBefore(Infinity) };
}

/** The same ground in spans that lie apart, in order. */
function joined(spans: readonly Span[]): Span[] {
  const all: Span[] = [];
  for (const [from, to] of spans.toSorted((a, b) => a[0] - b[0])) {
    const last = all.at(-1);
    if (to <= from) continue;
    if (last === undefined || from > last[1]) all.push([from, to]);
    else all[all.length - 1] = [last[0], Math.max(last[1], to)];
  }
  return all;
}

function without(spans: readonly Span[], taken: readonly Span[]): Span[] {
  return spans.flatMap(([from, to]) => {
    const left: Span[] = [];
    let at = from;
    for (const [start, end] of taken) {
      if (end <= at || start >= to) continue;
      if (start > at) left.push([at, start]);
      at = Math.max(at, end);
    }
    return at < to ? [...left, [at, to] as const] : left;
  });
}
