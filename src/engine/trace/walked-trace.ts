import type { Fact } from './fact.ts';
import { stepOf } from './fact.ts';
import type { Step } from './step.ts';
import type { Conversation, Trace } from './trace.ts';

interface Ending extends Pick<Trace, 'conversations' | 'disposition' | 'outcome' | 'error'> {
  readonly errno: NonNullable<Trace['errno']> | null;
  readonly unmodelled: NonNullable<Trace['unmodelled']> | null;
}

const ANSWERS: readonly string[] = ['accept', 'echo-reply', 'datagram-answer'];

function isAnswer(step: Step): boolean {
  return step.kind === 'send' && step.conversation === 0 && ANSWERS.includes(step.reason);
}

/** The trace of a walk. Its steps are written out when somebody reads them first: most of a million traces are never read. */
export class WalkedTrace implements Trace {
  readonly conversations: readonly Conversation[];
  readonly disposition: Trace['disposition'];
  readonly outcome: Trace['outcome'];
  readonly error: Trace['error'];
  declare readonly errno?: NonNullable<Trace['errno']>;
  declare readonly unmodelled?: NonNullable<Trace['unmodelled']>;
  private facts: readonly Fact[];
  private written: readonly Step[] | null = null;

  constructor(facts: readonly Fact[], ending: Ending) {
    this.facts = facts;
    this.conversations = ending.conversations;
    this.disposition = ending.disposition;
    this.outcome = ending.outcome;
    this.error = ending.error;
    if (ending.errno !== null) this.errno = ending.errno;
    if (ending.unmodelled !== null) this.unmodelled = ending.unmodelled;
  }

  get answeredBy(): Trace['answeredBy'] {
    return this.steps.find(isAnswer)?.netns ?? null;
  }

  get steps(): readonly Step[] {
    if (this.written === null) {
      this.written = this.facts.map(stepOf);
      this.facts = [];
    }
    return this.written;
  }

  /** As plain data, as any trace. */
  toJSON(): Trace {
    const { conversations, steps, disposition, outcome, error, answeredBy, errno, unmodelled } = this;
    return {
      conversations,
      steps,
      disposition,
      outcome,
      error,
      answeredBy,
      ...(errno === undefined ? {} : { errno }),
      ...(unmodelled === undefined ? {} : { unmodelled }),
    };
  }
}
