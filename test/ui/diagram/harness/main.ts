/**
 * One board to look at: `npx vite --config test/ui/diagram/harness/vite.config.ts`, then `?width=900&height=500&step=4&ghost`.
 * `data` names a compiled lesson (its JSON), `scene` one of its scenes. The arrow keys step.
 */
import { mount } from 'svelte';
import '../../../../src/ui/tokens.css';
import type { LessonData } from '../../../../src/content/index.ts';
import { layout } from '../../../../src/diagram/index.ts';
import { boardFrames } from '../../../support/board-frames.ts';
import { incidentAfter } from '../../../support/incident-world.ts';
import Harness from './Harness.svelte';

const query = new URLSearchParams(location.search);
const target = document.getElementById('board');
if (target === null) throw new Error('no place for the board');
const language = query.get('language') === 'ko' ? 'ko' : 'en';
const data = query.get('data');
const lesson = data === null ? null : ((await (await fetch(data)).json()) as LessonData);
const scene = lesson?.scenes.find(({ key }) => key === query.get('scene')) ?? lesson?.scenes[0];
const topology = layout(incidentAfter, { language });

mount(Harness, {
  target,
  props: {
    width: Number(query.get('width') ?? 900),
    height: Number(query.get('height') ?? 500),
    step: Number(query.get('step') ?? 4),
    isGhost: query.has('ghost'),
    language,
    frames: scene?.frames ?? boardFrames,
    topologyOf: (step: number) => lesson?.topologies[scene?.topologyAt[step] ?? 0] ?? topology,
    wholeOf: (step: number) => lesson?.topologies[scene?.wholeAt?.[step] ?? -1] ?? null,
  },
});
