/** The three questions that come again, as the page reads them: one language, each variant filled in by `questionOf`. */
import type { Line, OutputLine } from '../../terminal/index.ts';
import { fillIn, type Variant } from '../fill-in.ts';

export interface RecallData {
  readonly key: string;
  readonly question: string;
  readonly options: readonly RecallOption[];
  readonly variants: readonly Variant[];
  /** For each variant, what the engine printed. */
  readonly proofs: readonly RecallProof[];
}

export interface RecallOption {
  readonly key: string;
  readonly text: string;
  readonly right: boolean;
  readonly reason: string;
}

export interface RecallProof {
  readonly line: Line;
  readonly output: readonly OutputLine[];
  /** The lines that hold this text are marked. */
  readonly mark: string;
}

export interface RecallQuestion {
  readonly question: string;
  readonly options: readonly RecallOption[];
  readonly proof: RecallProof | null;
}

/** The question as it is asked for the `turn`th time, from 0: variants and the order of the options take turns. */
export function questionOf({ question, options, variants, proofs }: RecallData, turn: number): RecallQuestion {
  const index = turn % variants.length;
  const filled = fillIn({ question, options }, variants[index] ?? {});
  const first = turn % options.length;
  return {
    question: filled.question,
    options: [...filled.options.slice(first), ...filled.options.slice(0, first)],
    proof: proofs[index] ?? null,
  };
}
