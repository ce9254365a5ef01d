import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import Branches from '../../../src/ui/lesson/Branches.svelte';
import type { LessonView } from '../../../src/ui/lesson/lesson-view.svelte.ts';
import { liveLesson } from '../../support/lesson-view.ts';

let lesson: LessonView;
const user = userEvent.setup();

beforeEach(async () => {
  lesson = await liveLesson();
  render(Branches, { lesson });
});

it('shows what a fix types, and where', () => {
  expect(screen.getByRole('heading', { name: 'Take the network down' })).toBeVisible();
  expect(screen.getByText('docker compose down', { exact: false })).toBeVisible();
});

it('keeps the verdict until the fix has run', async () => {
  expect(screen.queryByText('Fixes it')).not.toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Try it: Take the network down' }));
  expect(screen.getByText('Fixes it')).toBeVisible();
  expect(lesson.scene.key).toBe('down-works');
});

it('leads back to where the incident was left', async () => {
  await user.click(screen.getByRole('button', { name: 'Try it: Take the network down' }));
  await user.click(screen.getByRole('button', { name: 'Back to the story' }));
  expect(lesson.moment).toEqual({ scene: 'watch', frame: 2 });
});
