import { describe, expect, it } from 'vitest';
import { beatsOf } from '../../src/content/index.ts';

describe('the beats of a lesson', () => {
  it('lead an incident from its symptom to the fixes', () => {
    expect(beatsOf({ kind: 'incident' })).toEqual(['symptom', 'names', 'predict', 'watch', 'cause', 'fixes']);
  });
  it('lead a question to its reason, and then break what works', () => {
    expect(beatsOf({ kind: 'question' })).toEqual(['question', 'names', 'predict', 'watch', 'why', 'break']);
  });
  it('end with the challenge where there is one', () => {
    expect(beatsOf({ kind: 'question', challenge: {} }).at(-1)).toBe('challenge');
    expect(beatsOf({ kind: 'incident' })).not.toContain('challenge');
  });
});
