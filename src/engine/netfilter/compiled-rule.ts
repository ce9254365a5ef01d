/**
 * One rule, its conditions worked out beforehand: what nearly every rule asks for (interfaces, addresses, protocol, state) is
 * kept as numbers and names, what few ask for as functions. `match.ts` says what conditions mean.
 */
import { netmask } from '../address/prefix.ts';
import { interned } from '../world/interned.ts';
import type { ChainQuestion } from './chain-question.ts';
import { interfaceTest, testOf, type Test } from './compiled-match.ts';
import type { Tracked } from './conntrack.ts';
import type { Match, Rule, Target } from './rule.ts';

/** One bit for the state of a packet's flow, none where nothing is tracked. @see iptables-extensions(8) conntrack */
export function stateBit(state: Tracked['state'] | null): number {
  switch (state) {
    case 'new':
      return 1;
    case 'established':
      return 2;
    case 'related':
      return 4;
    case 'invalid':
      return 8;
    case 'untracked':
      return 16;
    case null:
      return 0;
  }
}

const STATES = ['new', 'established', 'related', 'invalid', 'untracked'] as const;

type Verdict = 'ACCEPT' | 'DROP' | 'REJECT';
type Translation = Extract<Target, { kind: 'DNAT' | 'SNAT' | 'MASQUERADE' | 'REDIRECT' }>;

/** A target by what it does to the walk: nearly all decide or jump. */
function effectOf(target: Target | null): Pick<CompiledRule, 'verdict' | 'translation' | 'jump'> {
  switch (target?.kind) {
    case 'ACCEPT':
    case 'DROP':
    case 'REJECT':
      return { verdict: target.kind, translation: null, jump: '' };
    case 'DNAT':
    case 'SNAT':
    case 'MASQUERADE':
    case 'REDIRECT':
      return { verdict: 'ACCEPT', translation: target, jump: '' };
    case 'JUMP':
    case 'GOTO':
      return { verdict: null, translation: null, jump: target.chain };
    default:
      return { verdict: null, translation: null, jump: '' };
  }
}

export class CompiledRule {
  readonly rule: Rule;
  /** Its place in the chain, from 0. */
  readonly position: number;
  /** What it decides; null for one that leaves the decision to others. */
  readonly verdict: Verdict | null;
  readonly translation: Translation | null;
  /** The chain it jumps to; empty for one that does not. */
  readonly jump: string;
  /** Masks of 0, no protocol and no states: not asked for. */
  private src = 0;
  private srcMask = 0;
  private dst = 0;
  private dstMask = 0;
  private protocol = '';
  private states = 0;
  private readonly tests: Test[] = [];
  private readonly inTests: ((name: string) => boolean)[] = [];
  private readonly outTests: ((name: string) => boolean)[] = [];

  /** What stands behind a condition the engine does not know stays behind it: that one must be met by whoever reaches it. */
  constructor(rule: Rule, position: number) {
    this.rule = rule;
    this.position = position;
    ({ verdict: this.verdict, translation: this.translation, jump: this.jump } = effectOf(rule.target));
    let isBehind = false;
    for (const match of rule.matches) {
      isBehind ||= match.kind === 'unmodelled';
      if (isBehind || !this.takes(match)) this.tests.push(testOf(match));
    }
  }

  /** @returns false for a condition that needs a function. */
  private takes(match: Match): boolean {
    if (match.kind === 'in-interface' || match.kind === 'out-interface') {
      const isNamed = interfaceTest(match.name);
      const tests = match.kind === 'in-interface' ? this.inTests : this.outTests;
      tests.push(match.negated ? (name) => !isNamed(name) : isNamed);
      return true;
    }
    if (match.negated) return false;
    if (match.kind === 'source' && this.srcMask === 0) {
      this.src = match.prefix.address;
      this.srcMask = netmask(match.prefix.lengthBits);
      return true;
    }
    if (match.kind === 'destination' && this.dstMask === 0) {
      this.dst = match.prefix.address;
      this.dstMask = netmask(match.prefix.lengthBits);
      return true;
    }
    if (match.kind === 'protocol' && this.protocol === '') {
      this.protocol = match.protocol === 'all' ? '' : interned(match.protocol);
      return true;
    }
    if (match.kind === 'ctstate' && this.states === 0) {
      const states = STATES.filter((state) => match.states.includes(state.toUpperCase()));
      if (states.length !== match.states.length) return false;
      for (const state of states) this.states |= stateBit(state);
      return true;
    }
    return match.kind === 'comment';
  }

  get asksInterfaces(): boolean {
    return this.inTests.length > 0 || this.outTests.length > 0;
  }

  /** Its conditions about interfaces hold. */
  mayMatchBetween(iif: string, oif: string): boolean {
    return this.inTests.every((test) => test(iif)) && this.outTests.every((test) => test(oif));
  }

  /** All its other conditions hold. */
  matches(asked: ChainQuestion): boolean {
    if ((asked.src & this.srcMask) !== this.src || (asked.dst & this.dstMask) !== this.dst) return false;
    if (this.protocol !== '' && this.protocol !== asked.protocol) return false;
    if (this.states !== 0 && (this.states & asked.state) === 0) return false;
    for (const test of this.tests) if (!test(asked, asked.markAfter)) return false;
    return true;
  }
}
