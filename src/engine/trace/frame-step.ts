import type { Step } from './step.ts';

/** A frame at an interface, as a packet socket sees it. */
export type FrameStep = Extract<Step, { kind: 'tx' | 'rx' }>;

export function isFrame(step: Step): step is FrameStep {
  return step.kind === 'tx' || step.kind === 'rx';
}
