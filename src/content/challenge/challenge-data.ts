/** A challenge as the page reads it: one language, its variants still to be filled in. */
import type { Sentence } from '../../player/index.ts';
import type { Line } from '../../terminal/index.ts';
import { fillIn, type Variant } from '../fill-in.ts';

export interface ChallengeData extends ChallengeText {
  /** `bridge-subnet-collision-challenge.1`: the template of its worlds and its version, what links name. */
  readonly world: string;
  readonly variants: readonly Variant[];
}

/** Everything in which `<name>` may stand. */
export interface ChallengeText {
  readonly task: string;
  readonly setup: readonly Line[];
  readonly start: Line;
  readonly goals: readonly GoalData[];
  readonly deadEnds: readonly DeadEndData[];
  readonly hints: readonly string[];
  readonly solutions: readonly { readonly key: string; readonly title: string; readonly lines: readonly Line[] }[];
}

export interface GoalData {
  readonly key: string;
  readonly text: string;
  readonly after: readonly Line[];
  readonly at: string;
  readonly run: string;
  readonly outcome: string;
}

export interface DeadEndData {
  readonly key: string;
  readonly text: string;
  readonly at: string;
  readonly run: string;
  readonly prints: string;
}

/** One variant, filled in. */
export interface Challenge extends ChallengeText {
  /** From 1. */
  readonly number: number;
  /** The branch and the first scene that it makes, and what links call it: `challenge-2`. */
  readonly key: string;
  /** The base world: `bridge-subnet-collision-challenge.1-2`. */
  readonly base: string;
}

/** How a goal stands. */
export interface GoalStanding {
  readonly key: string;
  readonly isMet: boolean;
  /** Of a goal that is not met: the loss, refusal or error, in the engine's words. */
  readonly why: Sentence | null;
  /** It was met at an earlier moment of this branch: what was typed since has broken it. */
  readonly isBroken: boolean;
}

/** How a challenge stands at one moment. */
export interface Standing {
  readonly goals: readonly GoalStanding[];
  /** Keys of the ways that lead no further. */
  readonly deadEnds: readonly string[];
  /** Keys of the goals that were met at this moment or at an earlier one. */
  readonly everMet: readonly string[];
}

export const CHALLENGE_KEY = /^challenge-([1-9]\d?)$/;

/** @param number from 1. @returns null for a variant that does not exist. */
export function challengeOf(data: ChallengeData, number: number): Challenge | null {
  const variant = data.variants[number - 1];
  if (variant === undefined) return null;
  const { world, variants: _variants, ...text } = data;
  return { ...fillIn(text, variant), number, key: `challenge-${number}`, base: `${world}-${number}` };
}

export function isSolved(standing: Standing): boolean {
  return standing.goals.every(({ isMet }) => isMet);
}
