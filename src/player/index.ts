/** The player's door: what the reader sees at a step (`Frame`), and the machine that moves through a lesson. */
export type * from './frame.ts';
export * from './outline.ts';
export type { PlayerEvent, PlayerInput } from './player-events.ts';
export { playerMachine } from './player-machine.ts';
export { NOT_SURE } from './not-sure.ts';
export * from './selectors.ts';
export type { Cursor, Lesson, Level } from './cursor.ts';
export { lockstep, type Lockstep, type LockstepPair } from './lockstep.ts';
export { readingMs } from './reading-time.ts';
export { frames } from './frames.ts';
export type { FramesInput } from './stage.ts';
