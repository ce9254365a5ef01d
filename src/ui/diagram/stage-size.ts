import type { Attachment } from 'svelte/attachments';
import type { Viewport } from '../../diagram/index.ts';

/** Reports an element's size now and whenever it changes; nothing where it has none (a page that is not laid out). */
export function stageSize(report: (size: Viewport) => void): Attachment<HTMLElement> {
  return (element) => {
    const measure = () => {
      if (element.clientWidth > 0 && element.clientHeight > 0) {
        report({ widthPx: element.clientWidth, heightPx: element.clientHeight });
      }
    };
    measure();
    if (typeof ResizeObserver === 'undefined') return;
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  };
}
