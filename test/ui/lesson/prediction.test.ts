import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import Prediction from '../../../src/ui/lesson/Prediction.svelte';
import type { LessonView } from '../../../src/ui/lesson/lesson-view.svelte.ts';
import { liveLesson } from '../../support/lesson-view.ts';

let lesson: LessonView;
const user = userEvent.setup();

beforeEach(async () => {
  lesson = await liveLesson();
  render(Prediction, { lesson, scene: 'watch', question: 'where' });
});

describe('a question that is open', () => {
  beforeEach(() => lesson.seek('watch', 0));

  it('is a group of choices named by the question', () => {
    expect(screen.getByRole('group', { name: 'Where does the answer go?' })).toBeVisible();
    expect(screen.getAllByRole('radio')).toHaveLength(3);
  });

  it('asks for a choice before it takes an answer', async () => {
    await user.click(screen.getByRole('button', { name: 'This is my prediction' }));
    expect(screen.getByText('Choose one, or skip the question.')).toBeVisible();
    expect(lesson.answerOf('watch', 'where')).toBeNull();
  });

  it('gives the reason of a wrong choice beside that of the right one', async () => {
    await user.click(screen.getByRole('radio', { name: 'Back to the PC' }));
    await user.click(screen.getByRole('button', { name: 'This is my prediction' }));
    expect(screen.getByText('It goes another way.')).toBeVisible();
    expect(screen.getByText('It would, if only the default route matched.')).toBeVisible();
    expect(screen.getByText('The longer prefix wins.')).toBeVisible();
    expect(lesson.ghost).toEqual(['server', 'server/eth0', 'pc/eth0']);
  });

  it('takes "not sure" for an answer, and shows what happens instead with its reason', async () => {
    await user.click(screen.getByRole('radio', { name: 'I am not sure.' }));
    await user.click(screen.getByRole('button', { name: 'This is my prediction' }));
    expect(lesson.answerOf('watch', 'where')).toBe('not-sure');
    expect(screen.getByText(/^Fair enough/)).toBeVisible();
    expect(screen.getByText('The longer prefix wins.')).toBeVisible();
    expect(screen.queryByText('It goes another way.')).toBeNull();
    expect(lesson.ghost).toBeNull();
    expect(lesson.can({ type: 'STEP' })).toBe(true);
  });

  it('draws no ghost for the right choice', async () => {
    await user.click(screen.getByRole('radio', { name: 'Into the bridge' }));
    await user.click(screen.getByRole('button', { name: 'This is my prediction' }));
    expect(screen.getByText('You saw it coming.')).toBeVisible();
    expect(lesson.ghost).toBeNull();
  });

  it('leads to the step that is the answer, with the focus kept', async () => {
    await user.click(screen.getByRole('radio', { name: 'I am not sure.' }));
    await user.click(screen.getByRole('button', { name: 'This is my prediction' }));
    const watch = screen.getByRole('button', { name: 'Watch what happens' });
    expect(watch).toHaveFocus();
    await user.click(watch);
    expect(lesson.moment).toEqual({ scene: 'watch', frame: 1 });
    expect(lesson.direction).toBe('forward');
    expect(screen.queryByRole('button', { name: 'Watch what happens' })).toBeNull();
  });

  it('says that the text goes on, and shows all on request', async () => {
    expect(await screen.findByText('The text goes on after the question.')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Show all' }));
    expect(lesson.fold).toBeNull();
    expect(lesson.openPrediction?.key).toBe('where');
  });

  it('can be skipped, and still be answered', async () => {
    await user.click(await screen.findByRole('button', { name: 'Skip' }));
    expect(screen.getByText('Skipped. You can still answer.')).toBeVisible();
    await user.click(screen.getByRole('radio', { name: 'Into the bridge' }));
    await user.click(screen.getByRole('button', { name: 'This is my prediction' }));
    expect(lesson.answerOf('watch', 'where')).toBe('bridge');
  });
});

it('can be answered before the lesson has reached it', async () => {
  await user.click(screen.getByRole('radio', { name: 'Into the bridge' }));
  await user.click(screen.getByRole('button', { name: 'This is my prediction' }));
  expect(lesson.answerOf('watch', 'where')).toBe('bridge');
  expect(lesson.scene.key).toBe('symptom');
});
