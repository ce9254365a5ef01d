/** Lasting names of frames. They count what the trace holds, not what is shown, so that folding may change under them. */
import type { Step } from '../engine/index.ts';
import { leadOf, type Fold } from './fold/fold.ts';

/** One key a fold, `<conversation>.<f|r>.<namespace>.<kind>.<count>`, all different. */
export function frameKeys(folds: readonly Fold[]): readonly string[] {
  const counts = new Map<string, number>();
  const count = (stem: string): number => {
    const next = (counts.get(stem) ?? 0) + 1;
    counts.set(stem, next);
    return next;
  };
  return folds.map((fold) => {
    const lead = leadOf(fold);
    const stem = stemOf(lead, wordOf(fold));
    let number = 0;
    for (const step of fold.steps) {
      if (step === lead) number = count(stem);
      else if (isCounted(step)) count(stemOf(step, step.kind));
    }
    // A repeated question is told by the step that opened the exchange, which is in the fold before.
    return `${stem}.${number === 0 ? count(stem) : number}`;
  });
}

/** What kind of frame it is, in one lasting word; almost always the kind of the step it tells. */
function wordOf({ story }: Fold): string {
  switch (story.kind) {
    case 'flight':
      return story.arrivals.length > 0 ? 'rx' : 'tx';
    case 'again':
      return 'again';
    case 'journey':
      return 'send';
    case 'ask':
    case 'answer':
      return 'neighbour';
    case 'changes':
      return 'change';
    case 'step':
      return story.step.kind;
  }
}

function stemOf(step: Step, word: string): string {
  return `${step.conversation}.${step.direction === 'forward' ? 'f' : 'r'}.${step.netns}.${word}`;
}

/** Steps that are folded today and may stand alone tomorrow. Packets on wires are counted by their arrivals alone. */
function isCounted(step: Step): boolean {
  return !['tx', 'rx', 'bridge', 'neighbour', 'send', 'deliver'].includes(step.kind);
}
