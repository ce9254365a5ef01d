/** A run of neighbouring steps that is told as one. The folds of a trace cover its steps once each, in order. */
import type { Step } from '../../engine/index.ts';

export type StepOf<K extends Step['kind']> = Extract<Step, { readonly kind: K }>;

export interface Fold {
  readonly story: Story;
  /** All steps it stands for, the told one among them; never empty. */
  readonly steps: readonly Step[];
}

export type Story =
  /** One step, with what led to it. */
  | { readonly kind: 'step'; readonly step: Step }
  /** A packet on its way from one interface to the next machine's, through switches and bridges. */
  | {
      readonly kind: 'flight';
      readonly tx: StepOf<'tx'>;
      readonly arrivals: readonly StepOf<'rx'>[];
      /** Ports between `tx` and a single arrival, in order. */
      readonly via: readonly StepOf<'tx' | 'rx'>[];
    }
  /** A later packet of a conversation, all the way to its reader: nothing new happens to it. */
  | {
      readonly kind: 'journey';
      readonly send: StepOf<'send'>;
      readonly tx: StepOf<'tx'>;
      readonly arrival: StepOf<'rx'>;
      readonly via: readonly StepOf<'tx' | 'rx'>[];
    }
  /** The first ARP question and everybody who hears it. */
  | { readonly kind: 'ask'; readonly step: StepOf<'neighbour'>; readonly flight: ArpFlight | null }
  /** The same question again, all rounds after the first. */
  | {
      readonly kind: 'again';
      readonly step: StepOf<'neighbour'>;
      readonly flight: ArpFlight | null;
      readonly timesMs: readonly number[];
    }
  /** The answer's way back. */
  | { readonly kind: 'answer'; readonly step: StepOf<'neighbour'>; readonly flight: ArpFlight | null }
  /** Changes of one sort. */
  | { readonly kind: 'changes'; readonly steps: readonly [StepOf<'change'>, ...StepOf<'change'>[]] };

export interface ArpFlight {
  readonly tx: StepOf<'tx'>;
  readonly arrivals: readonly StepOf<'rx'>[];
  readonly via: readonly StepOf<'tx' | 'rx'>[];
}

/** The step that gives a fold its conversation, direction and hop. */
export function leadOf({ story }: Fold): Step {
  switch (story.kind) {
    case 'flight':
      return story.arrivals.at(-1) ?? story.tx;
    case 'journey':
      return story.send;
    case 'changes':
      return story.steps[0];
    case 'step':
    case 'ask':
    case 'again':
    case 'answer':
      return story.step;
  }
}
