import type { Fact } from './fact.ts';
import { stepOf } from './fact.ts';
import type { Step } from './step.ts';
import type { Conversation, Trace } from './trace.ts';

/** The trace of a walk. Its steps are written out when somebody reads them first: most of a million traces are never read. */
export class WalkedTrace implements Trace {
  readonly conversations: readonly Conversation[];
  readonly disposition: Trace['disposition'];
  readonly outcome: Trace['outcome'];
  readonly error: Trace['error'];
  readonly answeredBy: Trace['answeredBy'];
  declare readonly errno?: NonNullable<Trace['errno']>;
  declare readonly unmodelled?: NonNullable<Trace['unmodelled']>;
  private facts: readonly Fact[];
  private written: readonly Step[] | null = null;

  constructor(facts: readonly Fact[], ending: Omit<Trace, 'steps'>) {
    this.facts = facts;
    this.conversations = ending.conversations;
    this.disposition = ending.disposition;
    this.outcome = ending.outcome;
    this.error = ending.error;
    this.answeredBy = ending.answeredBy;
    if (ending.errno !== undefined) this.errno = ending.errno;
    if (ending.unmodelled !== undefined) this.unmodelled = ending.unmodelled;
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
