import type { Attachment } from 'svelte/attachments';

/** A pointer's short way to a place. Keyboards have theirs elsewhere: the picture is an image to assistive technology. */
export function placeClicks(choose: ((place: string) => void) | undefined): Attachment<HTMLElement> {
  return (element) => {
    if (choose === undefined) return;
    const onclick = ({ target }: MouseEvent) => {
      const place =
        target instanceof Element ? target.closest<SVGGElement>('[data-place]')?.dataset['place'] : undefined;
      if (place !== undefined) choose(place);
    };
    element.addEventListener('click', onclick);
    return () => element.removeEventListener('click', onclick);
  };
}
