import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { tick } from 'svelte';
import { beforeEach, describe, expect, it } from 'vitest';
import { predictWords } from '../../../src/i18n/index.ts';
import { Explanations } from '../../../src/ui/explain/explanations.svelte.ts';
import Prediction from '../../../src/ui/lesson/Prediction.svelte';
import type { LessonView } from '../../../src/ui/lesson/lesson-view.svelte.ts';
import Transcript from '../../../src/ui/lesson/Transcript.svelte';
import { liveLesson } from '../../support/lesson-view.ts';

const user = userEvent.setup();
const question = { scene: 'watch', question: 'where' };
let lesson: LessonView;

/** The small lesson with its question answered, its answer not yet watched. */
async function answered(language: 'ko' | 'en' = 'en'): Promise<void> {
  document.body.replaceChildren();
  lesson = await liveLesson(language);
  lesson.seek('watch', 0);
  render(Prediction, { lesson, ...question });
  lesson.send({ type: 'ANSWER', scene: 'watch', prediction: 'where', option: 'bridge' });
  await tick();
}

async function watched(language: 'ko' | 'en' = 'en'): Promise<void> {
  await answered(language);
  await user.click(screen.getByRole('button', { name: predictWords[language].watch }));
}

const invite = () => screen.findByText('Say in your own words what happened');

beforeEach(() => localStorage.clear());

describe('after the step that was the answer', () => {
  it('the reader is invited to say what happened, not before', async () => {
    await answered();
    expect(screen.queryByText('Say in your own words what happened')).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Watch what happens' }));
    expect(await invite()).toBeVisible();
  });

  it('nothing has to be written to go on', async () => {
    await watched();
    await invite();
    expect(lesson.can({ type: 'STEP' })).toBe(true);
  });

  it('the lesson says its own beside it, what happened and why, to be ticked', async () => {
    await watched();
    await user.click(await invite());
    await user.type(screen.getByRole('textbox'), 'The long prefix took it.');
    await user.click(screen.getByRole('button', { name: 'Compare with the lesson' }));
    await user.click(screen.getByRole('checkbox', { name: 'The longer prefix wins.' }));
    expect(screen.getByText('You had 1 of 2.')).toBeVisible();
    await user.click(screen.getByRole('checkbox', { name: 'Into the bridge' }));
    expect(screen.getByText('You had it all.')).toBeVisible();
    expect(screen.getByRole('textbox')).toHaveValue('The long prefix took it.');
  });

  it('the author’s own points stand in place of these', async () => {
    await answered();
    const scene = lesson.sceneOf('watch');
    const explain = ['The destination alone decides.', '16 bits beat none.', 'It is the wrong door.'];
    const predictions = scene.predictions.map((prediction) => ({ ...prediction, explain }));
    const scenes = lesson.data.scenes.map((other) => (other === scene ? { ...scene, predictions } : other));
    lesson.data = { ...lesson.data, scenes };
    await tick();
    await user.click(screen.getByRole('button', { name: 'Watch what happens' }));
    await user.click(await invite());
    await user.click(screen.getByRole('button', { name: 'Compare with the lesson' }));
    expect(screen.getAllByRole('checkbox')).toHaveLength(3);
  });

  it('is asked in Korean on a Korean page', async () => {
    await watched('ko');
    expect(await screen.findByText('무슨 일이 일어났는지 자기 말로 적어 보기')).toBeVisible();
  });

  it('is not asked in the presenter’s view', async () => {
    await answered();
    lesson.view = 'present';
    lesson.send({ type: 'STEP' });
    await tick();
    expect(screen.queryByText('Say in your own words what happened')).toBeNull();
  });
});

describe('what was written', () => {
  it('is there again at the next visit, until it is deleted', async () => {
    const before = Explanations.of(await liveLesson());
    before.write('where', 'Wrong door.');
    before.tick('where', 1, true);
    const again = Explanations.of(await liveLesson());
    expect(again.said('where')).toEqual({ text: 'Wrong door.', had: [1] });
    again.write('where', '');
    again.tick('where', 1, false);
    expect(Explanations.of(await liveLesson()).said('where')).toEqual({ text: '', had: [] });
  });

  it('stands in the transcript beside the question', async () => {
    await watched();
    lesson.seek('watch', 2);
    Explanations.of(lesson).write('where', 'Wrong door.');
    render(Transcript, { lesson, onclose: () => undefined });
    expect(screen.getByText(/Wrong door\./)).toHaveTextContent('In your words: Wrong door.');
  });

  it.each([['{'], ['{"x":[]}'], ['{"small-lesson":{"where":{"text":1,"had":[]},"b":null}}']])(
    'counts as nothing where it is no longer what it was (%s)',
    async (kept) => {
      localStorage.setItem('hop-by-hop.explained', kept);
      expect(Explanations.of(await liveLesson()).said('where')).toEqual({ text: '', had: [] });
    },
  );
});
