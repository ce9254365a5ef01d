/** The ghost of a prediction: loaded when the first wrong one is made, as nothing before needs it. */
import { LazyPart } from '../lazy-part.svelte.ts';

export const ghostPart = new LazyPart(async () => {
  const [{ default: Ghost }, paths] = await Promise.all([import('./Ghost.svelte'), import('./ghost-path.ts')]);
  return { Ghost, ...paths };
});
