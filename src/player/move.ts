/** Where a move leads, and how a branch that the reader makes comes into the lesson. */
import {
  backFrom,
  cursorOf,
  hopBackFrom,
  hopFrom,
  lastOfScene,
  sceneAfter,
  sceneAt,
  sceneBefore,
  startOfBranch,
  stepFrom,
  type Cursor,
  type Lesson,
} from './cursor.ts';
import type { SceneOutline } from './outline.ts';
import type { Move } from './player-events.ts';

/** Where a move leads; null when it leads nowhere. */
export function target(lesson: Lesson, move: Move): Cursor | null {
  switch (move.type) {
    case 'STEP':
      return lesson.level === 'hop' ? hopFrom(lesson) : stepFrom(lesson);
    case 'BACK':
      return lesson.level === 'hop' ? hopBackFrom(lesson) : backFrom(lesson);
    case 'HOP':
      return hopFrom(lesson);
    case 'BACK_HOP':
      return hopBackFrom(lesson);
    case 'FIRST':
      return unlessThere(lesson, { ...lesson.cursor, frame: 0 });
    case 'LAST':
      return unlessThere(lesson, lastOfScene(lesson));
    case 'NEXT_SCENE':
      return sceneAfter(lesson);
    case 'PREVIOUS_SCENE':
      return sceneBefore(lesson);
    case 'SEEK':
      return cursorOf(lesson, move);
    case 'SWITCH':
      return startOfBranch(lesson, move.branch);
  }
}

function unlessThere({ cursor }: Lesson, place: Cursor): Cursor | null {
  return cursor.frame === place.frame ? null : place;
}

/** Playing stops where a scene ends: the next one begins with words, which are read, not played. */
export function atEndOfScene(lesson: Lesson): boolean {
  return lesson.cursor.frame + 1 >= sceneAt(lesson).frames;
}

/** Scenes of one branch stand together, so that a branch is walked without gaps. */
function insertScenes(
  scenes: readonly SceneOutline[],
  branch: string,
  added: readonly SceneOutline[],
): readonly SceneOutline[] {
  const last = scenes.findLastIndex((scene) => scene.branch === branch);
  const at = last < 0 ? scenes.length : last + 1;
  return [...scenes.slice(0, at), ...added, ...scenes.slice(at)];
}

/** The lesson with `added` at the end of `branch`, the cursor at the first of them. */
export function withScenes(
  lesson: Lesson,
  branch: string,
  added: readonly SceneOutline[],
): Pick<Lesson, 'scenes' | 'cursor'> {
  const scenes = insertScenes(lesson.scenes, branch, added);
  return { scenes, cursor: { scene: scenes.findIndex((scene) => scene === added[0]), frame: 0 } };
}
