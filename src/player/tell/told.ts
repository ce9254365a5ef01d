import type { StepMessages, StepText } from '../../i18n/index.ts';
import type { Stage } from '../stage.ts';

export type StepKey = keyof StepMessages;

/** A message and its values, not yet said. */
export interface Told {
  readonly key: StepKey;
  readonly say: () => StepText;
}

/** Fixes a message to its values; the key alone decides which values are due. */
export function told<K extends StepKey>(stage: Stage, key: K, values: Parameters<StepMessages[K]>[0]): Told {
  const message = stage.messages.step[key] as (values: Parameters<StepMessages[K]>[0]) => StepText;
  return { key, say: () => message(values) };
}
