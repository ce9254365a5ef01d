import type { Transform } from '../../diagram/index.ts';

/** As CSS: what makes a drawing rendered for `drawn` look as it does in `seen`. */
export function relative(seen: Transform, drawn: Transform): string {
  const scale = seen.k / drawn.k;
  const xPx = seen.xPx - scale * drawn.xPx;
  const yPx = seen.yPx - scale * drawn.yPx;
  return `translate(${xPx.toFixed(2)}px, ${yPx.toFixed(2)}px) scale(${scale.toFixed(5)})`;
}
