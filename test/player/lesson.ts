/** A lesson in outline, small enough to count on the fingers: `before` (3 steps), `symptom` (6, a question before step 4), `fix` (2). */
import type { BranchOutline, PlayerInput, SceneOutline } from '../../src/player/index.ts';

export function scene(key: string, frames: number, more: Partial<SceneOutline> = {}): SceneOutline {
  return {
    key,
    branch: 'main',
    frames,
    hopStarts: [0, frames - 1],
    readingMs: Array.from({ length: frames }, () => 1000),
    predictions: [],
    ...more,
  };
}

export const lessonBranch = (key: string, parent: string | null = null): BranchOutline => ({
  key,
  parent,
  leftFrom: null,
});

export const lesson: PlayerInput = {
  branches: [lessonBranch('main'), lessonBranch('down', 'main')],
  scenes: [
    scene('before', 3),
    scene('symptom', 6, { hopStarts: [0, 2, 5], predictions: [{ key: 'way', beforeFrame: 4 }] }),
    scene('fix', 2, { branch: 'down' }),
  ],
};

export const readersBranch: BranchOutline = {
  key: 'mine-1',
  parent: 'main',
  leftFrom: { scene: 'symptom', frame: 2 },
};
