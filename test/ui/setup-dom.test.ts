import { expect, it } from 'vitest';

it('answers every media query with "no match" until a test says otherwise', () => {
  const query = window.matchMedia('(prefers-reduced-motion: reduce)');
  expect(query.matches).toBe(false);
  expect(() => query.addEventListener('change', () => {})).not.toThrow();
});
