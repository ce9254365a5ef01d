import type { Recorder } from './recorder.ts';
import type { Step } from './step.ts';
import { stepsOf } from './told-step.ts';
import type { Conversation, Trace } from './trace.ts';

interface Ending extends Pick<Trace, 'disposition' | 'outcome' | 'error'> {
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
  private recorder: Recorder | null;
  private written: readonly Step[] | null = null;

  constructor(recorder: Recorder, ending: Ending) {
    this.recorder = recorder;
    this.conversations = recorder.conversations;
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
    this.written ??= stepsOf(this.recorder?.facts ?? []);
    this.recorder = null;
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
