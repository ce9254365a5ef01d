import type { Moment, PlayerEvent } from '../../player/index.ts';

/** How a step is come to: what moves on the board goes that way, or is set down at once. */
export type Direction = 'forward' | 'back' | 'jump';

/** Which way an event leads from `here`. `last` is how the reader came to it, which stays where they stay. */
export function directionOf(event: PlayerEvent, here: Moment, last: Direction): Direction {
  switch (event.type) {
    case 'STEP':
    case 'PLAY':
      return 'forward';
    case 'BACK':
      return 'back';
    case 'SEEK': {
      const by = event.scene === here.scene ? event.frame - here.frame : 0;
      return by === 1 ? 'forward' : by === -1 ? 'back' : 'jump';
    }
    case 'ANSWER':
    case 'SKIP':
    case 'SHOW_ALL':
    case 'PAUSE':
      return last;
    default:
      return 'jump';
  }
}
