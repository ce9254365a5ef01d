import type { Attachment } from 'svelte/attachments';
import type { Zooming, ZoomReports } from './zoom-behavior.ts';

/**
 * Loads d3-zoom after the first paint and puts it on the stage. Where it does not load (network cut, a new deployment) the
 * picture still follows every step.
 */
export function stageZoom(reports: ZoomReports, ready: (zooming: Zooming) => void): Attachment<HTMLElement> {
  return (stage) => {
    let stop = () => {};
    let isGone = false;
    void afterPaint()
      .then(() => import('./zoom-behavior.ts'))
      .then(({ zoomOn }) => {
        if (isGone) return;
        const zooming = zoomOn(stage, reports);
        stop = zooming.stop;
        ready(zooming);
      })
      .catch(() => {});
    return () => {
      isGone = true;
      stop();
    };
  };
}

function afterPaint(): Promise<void> {
  return new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
}
