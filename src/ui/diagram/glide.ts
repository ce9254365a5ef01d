/** Moving the camera: the new view is drawn at once, and starts from where the old one was. Loaded with the zoom: until then it jumps. */
import { interpolateZoom } from 'd3';
import type { Transform, Viewport } from '../../diagram/index.ts';
import { relative } from './relative.ts';

const frames = 12;
const durationMs = 380;

/** Out and in again where the way is long. @returns a function that ends the motion; null when there is none. */
export function glide(layers: HTMLElement, from: Transform, to: Transform, viewport: Viewport): (() => void) | null {
  if (typeof layers.animate !== 'function' || isSame(from, to)) return null;
  const between = interpolateZoom(viewOf(from, viewport), viewOf(to, viewport));
  const transform = Array.from({ length: frames + 1 }, (_, n) => {
    const [middleX, middleY, width] = between(n / frames);
    const k = viewport.widthPx / width;
    return relative({ k, xPx: viewport.widthPx / 2 - k * middleX, yPx: viewport.heightPx / 2 - k * middleY }, to);
  });
  const animation = layers.animate({ transform }, { duration: durationMs, easing: 'cubic-bezier(0.35, 0, 0.2, 1)' });
  return () => animation.cancel();
}

/** Middle and width of what is on show, scene px: d3-interpolate's form. */
function viewOf({ k, xPx, yPx }: Transform, { widthPx, heightPx }: Viewport): [number, number, number] {
  return [(widthPx / 2 - xPx) / k, (heightPx / 2 - yPx) / k, widthPx / k];
}

function isSame(a: Transform, b: Transform): boolean {
  return Math.abs(a.k - b.k) < 1e-3 && Math.abs(a.xPx - b.xPx) < 0.5 && Math.abs(a.yPx - b.yPx) < 0.5;
}
