import type { Step, Trace } from '../engine/index.ts';

/** Two traces as one, the second behind the first: its numbers go on where the first ends, its ending is the whole's. */
export function joinTraces(first: Trace | null, second: Trace | null): Trace | null {
  if (first === null || second === null) return second ?? first;
  const conversations = first.conversations.length;
  const steps = first.steps.length;
  const hops = Math.max(-1, ...first.steps.map((step) => step.hop)) + 1;
  return {
    ...second,
    conversations: [
      ...first.conversations,
      ...second.conversations.map((conversation) =>
        conversation.causedBy === undefined
          ? conversation
          : { ...conversation, causedBy: conversation.causedBy + conversations },
      ),
    ],
    steps: [...first.steps, ...second.steps.map((step) => moved(step, steps, conversations, hops))],
  };
}

function moved(step: Step, steps: number, conversations: number, hops: number): Step {
  const at = { index: step.index + steps, conversation: step.conversation + conversations, hop: step.hop + hops };
  return step.kind === 'relay'
    ? { ...step, ...at, peerConversation: step.peerConversation + conversations }
    : { ...step, ...at };
}
