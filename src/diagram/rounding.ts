import type { Rect } from './topology.ts';

/** To half a px: lines stay crisp and stored numbers short. */
export function half(px: number): number {
  return Math.round(px * 2) / 2;
}

export function centre(rect: Rect): { readonly xPx: number; readonly yPx: number } {
  return { xPx: rect.xPx + rect.widthPx / 2, yPx: rect.yPx + rect.heightPx / 2 };
}
