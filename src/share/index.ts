/** The door of links: from a moment to the fragment of an address, and back. */
export { decodeMoment, decodePlainMoment, encodeMoment, LONGEST_FRAGMENT } from './moment.ts';
export { plainFragment } from './plain.ts';
export { resolveKey, resolveMoment, type LinkedScene, type Resolved } from './resolve.ts';
export type * from './shared.ts';
