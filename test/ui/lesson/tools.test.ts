import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import Tools from '../../../src/ui/lesson/Tools.svelte';
import type { LessonView } from '../../../src/ui/lesson/lesson-view.svelte.ts';
import { linkOf } from '../../../src/ui/lesson/shared-moment.ts';
import { liveLesson } from '../../support/lesson-view.ts';

let lesson: LessonView;
const user = userEvent.setup();

beforeEach(async () => {
  lesson = await liveLesson();
  render(Tools, { lesson });
});

describe('the transcript', () => {
  it('holds every step of every scene that is not folded, in order', async () => {
    await user.click(screen.getByRole('button', { name: 'Transcript' }));
    const dialog = await screen.findByRole('dialog', { name: 'Transcript' });
    expect(within(dialog).getByText('The PC calls.')).toBeInTheDocument();
    expect(within(dialog).getByText('The answer is here.')).toBeInTheDocument();
  });

  it('stops where a question of this scene is open', async () => {
    lesson.seek('watch', 0);
    await user.click(screen.getByRole('button', { name: 'Transcript' }));
    expect(await screen.findByText('The server answers.')).toBeInTheDocument();
    expect(screen.queryByText('Lost on the bridge.')).not.toBeInTheDocument();
    expect(screen.getByText('What follows is folded until the question is answered.')).toBeInTheDocument();
  });

  it('leads to any of its steps', async () => {
    await user.click(screen.getByRole('button', { name: 'Transcript' }));
    await user.click((await screen.findAllByRole('button', { name: 'Go to step 3' }))[0]!);
    expect(lesson.moment).toEqual({ scene: 'symptom', frame: 2 });
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });
});

describe('sharing', () => {
  it('copies the link and says so', async () => {
    await user.click(screen.getByRole('button', { name: 'Share this step' }));
    await user.click(await screen.findByRole('button', { name: 'Copy the link' }));
    expect(await screen.findByText('Copied. The link opens exactly this step.')).toBeVisible();
    expect(await navigator.clipboard.readText()).toBe(await linkOf(lesson));
  });

  it('selects the link where copying is not allowed', async () => {
    vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValueOnce(new DOMException('no', 'NotAllowedError'));
    await user.click(screen.getByRole('button', { name: 'Share this step' }));
    await user.click(await screen.findByRole('button', { name: 'Copy the link' }));
    expect(await screen.findByText(/did not allow copying/)).toBeVisible();
    expect(screen.getByRole('textbox', { name: 'Link to this step' })).toHaveFocus();
  });
});

describe('the shortcuts', () => {
  it('can be switched off', async () => {
    await user.click(screen.getByRole('button', { name: 'Keyboard and help' }));
    await user.click(await screen.findByRole('checkbox', { name: 'Keyboard shortcuts are on' }));
    expect(lesson.shortcuts).toBe(false);
    lesson.setShortcuts(true);
  });
});

it('names the recording that a scene was checked against', async () => {
  lesson.dialog = 'evidence';
  expect(await screen.findByRole('dialog', { name: 'What this scene was checked against' })).toBeInTheDocument();
  expect(screen.getByText('f01-incident-before')).toBeInTheDocument();
});
