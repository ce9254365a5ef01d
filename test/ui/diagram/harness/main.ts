/**
 * One board to look at: `npx vite --config test/ui/diagram/harness/vite.config.ts`, then `?width=900&height=500&step=4&ghost`.
 * The arrow keys step.
 */
import { mount } from 'svelte';
import '../../../../src/ui/tokens.css';
import Harness from './Harness.svelte';

const query = new URLSearchParams(location.search);
const target = document.getElementById('board');
if (target === null) throw new Error('no place for the board');
mount(Harness, {
  target,
  props: {
    width: Number(query.get('width') ?? 900),
    height: Number(query.get('height') ?? 500),
    step: Number(query.get('step') ?? 4),
    isGhost: query.has('ghost'),
    language: query.get('language') === 'ko' ? 'ko' : 'en',
  },
});
