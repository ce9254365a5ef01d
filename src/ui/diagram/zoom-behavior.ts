/** d3-zoom on the board's stage. Loaded after the first paint: nothing here is needed to read or to step. */
import { select, zoom, zoomIdentity, type D3ZoomEvent } from 'd3';
import type { Transform, Viewport } from '../../diagram/index.ts';
import { glide } from './glide.ts';

export interface ZoomReports {
  /** One finger moves the picture only once the reader has a view of their own; before, it scrolls the page. */
  readonly isOwnView: () => boolean;
  /** While a gesture is on: the view as it is now. */
  readonly onmove: (view: Transform) => void;
  /** The gesture is over. */
  readonly onend: (view: Transform) => void;
}

export interface Zooming {
  /** Tells d3 where the camera went by itself; not reported back. */
  readonly follow: (view: Transform) => void;
  readonly by: (factor: number) => void;
  /** @returns a function that ends the motion; null when there is none. */
  readonly glide: (layers: HTMLElement, from: Transform, to: Transform, viewport: Viewport) => (() => void) | null;
  readonly stop: () => void;
}

const scales: [number, number] = [0.15, 4];

export function zoomOn(stage: HTMLElement, { isOwnView, onmove, onend }: ZoomReports): Zooming {
  let isFollowing = false;
  const report = ({ transform }: D3ZoomEvent<HTMLElement, unknown>) => ({
    k: transform.k,
    xPx: transform.x,
    yPx: transform.y,
  });
  const behavior = zoom<HTMLElement, unknown>()
    .extent(() => [
      [0, 0],
      [stage.clientWidth, stage.clientHeight],
    ])
    .scaleExtent(scales)
    .clickDistance(4)
    .filter((event: MouseEvent | TouchEvent) =>
      'touches' in event
        ? event.touches.length > 1 || isOwnView()
        : event.button === 0 && (!event.ctrlKey || event.type === 'wheel'),
    )
    .on('zoom', (event: D3ZoomEvent<HTMLElement, unknown>) => {
      if (!isFollowing) onmove(report(event));
    })
    .on('end', (event: D3ZoomEvent<HTMLElement, unknown>) => {
      if (!isFollowing) onend(report(event));
    });
  const selection = select(stage).call(behavior).on('dblclick.zoom', null);
  return {
    follow({ k, xPx, yPx }) {
      isFollowing = true;
      behavior.transform(selection, zoomIdentity.translate(xPx, yPx).scale(k));
      isFollowing = false;
    },
    glide,
    by: (factor) => behavior.scaleBy(selection, factor),
    stop: () => selection.on('.zoom', null),
  };
}
