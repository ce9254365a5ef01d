/** Boxes that the reader opens and closes. Loaded where a picture has such boxes; the story opens them without it. */
import { closable, closeBoxes, type Anchor, type Topology } from '../../diagram/index.ts';
import Toggles from './BoxToggles.svelte';

type Choice = 'open' | 'closed';

export class Nest {
  /** Against what the story has open or closed: the reader's word holds until it is taken back. */
  #chosen: Readonly<Record<Anchor, Choice>> = $state.raw({});
  readonly Toggles = Toggles;

  /** @param shown the picture as the story has it; @param whole the same with all boxes open. */
  draw(shown: Topology, whole: Topology, language: 'ko' | 'en'): Topology {
    const chosen = this.#chosen;
    const byStory = shown.closed ?? [];
    const isClosed = (id: Anchor) => (chosen[id] ?? (byStory.includes(id) ? 'closed' : 'open')) === 'closed';
    const closed = whole.boxes.filter(closable).flatMap(({ id }) => (isClosed(id) ? [id] : []));
    return closed.join() === byStory.join() ? shown : closeBoxes(whole, closed, language);
  }

  choose(box: Anchor, choice: Choice): void {
    this.#chosen = { ...this.#chosen, [box]: choice };
  }
}
