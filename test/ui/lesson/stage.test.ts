import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import Stage from '../../../src/ui/lesson/Stage.svelte';
import type { LessonView } from '../../../src/ui/lesson/lesson-view.svelte.ts';
import { liveLesson } from '../../support/lesson-view.ts';

let lesson: LessonView;
const user = userEvent.setup();
const press = (name: string) => user.click(screen.getByRole('button', { name }));

async function open(language: 'ko' | 'en' = 'en') {
  lesson = await liveLesson(language);
  render(Stage, { lesson });
}

describe('the buttons', () => {
  beforeEach(() => open());

  it('step on and back through a scene', async () => {
    await press('Next step');
    expect(screen.getByText('step 2 of 3')).toBeVisible();
    await press('Step back');
    expect(screen.getByText('step 1 of 3')).toBeVisible();
  });

  it('enter the next scene after the last step of one', async () => {
    for (let step = 0; step < 3; step++) await press('Next step');
    expect(screen.getByRole('combobox', { name: 'Scenes' })).toHaveDisplayValue('2. The reply');
  });

  it('say that nothing lies before the beginning, and keep the focus', async () => {
    const back = screen.getByRole('button', { name: 'Step back' });
    expect(back).toHaveAttribute('aria-disabled', 'true');
    await user.click(back);
    expect(back).toHaveFocus();
    expect(screen.getByText('step 1 of 3')).toBeVisible();
  });

  it('are called in Korean on a Korean page', async () => {
    document.body.replaceChildren();
    await open('ko');
    await press('다음 단계');
    expect(screen.getByText('3단계 중 2단계')).toBeVisible();
  });

  it('carry the same data-action in both languages', () => {
    const actions = [...document.querySelectorAll('[data-action]')].map((button) => button.getAttribute('data-action'));
    expect(actions).toEqual(expect.arrayContaining(['first', 'back', 'next', 'play', 'last']));
  });
});

describe('before the page is live', () => {
  it('shows every control disabled', async () => {
    lesson = await liveLesson();
    lesson.ready = false;
    render(Stage, { lesson });
    for (const button of screen.getAllByRole('button')) expect(button).toBeDisabled();
  });
});

describe('the timeline', () => {
  beforeEach(() => open());

  it('is a slider that says where it stands', () => {
    const slider = screen.getByRole('slider', { name: 'Steps of this scene' });
    expect(slider).toHaveAttribute('aria-valuemax', '3');
    expect(slider).toHaveAttribute('aria-valuetext', 'Step 1 of 3: The PC calls');
  });

  it('goes to the ends and by single steps from the keyboard', async () => {
    const slider = screen.getByRole('slider');
    slider.focus();
    await user.keyboard('{End}');
    expect(slider).toHaveAttribute('aria-valuenow', '3');
    await user.keyboard('{ArrowLeft}');
    expect(slider).toHaveAttribute('aria-valuenow', '2');
    await user.keyboard('{Home}{ArrowLeft}');
    expect(slider).toHaveAttribute('aria-valuenow', '1');
  });
});

describe('an open question', () => {
  beforeEach(async () => {
    await open();
    lesson.seek('watch', 0);
  });

  it('holds the next step and offers to skip', async () => {
    const next = await screen.findByRole('button', { name: 'Next step' });
    expect(next).toHaveAttribute('aria-disabled', 'true');
    await press('Skip the question');
    expect(next).toHaveAttribute('aria-disabled', 'false');
  });

  it('shows no signs beyond it on the timeline', async () => {
    await screen.findByText('step 1 of 3');
    expect(screen.queryByText('lost')).not.toBeInTheDocument();
    await press('Skip the question');
    expect(screen.getByText('lost')).toBeInTheDocument();
  });
});

describe('the inspector', () => {
  beforeEach(async () => {
    await open();
    lesson.send({ type: 'SEEK', scene: 'watch', frame: 1 });
    await screen.findByText('step 2 of 3');
  });

  it('opens the decision where one was made: winner marked, losers with their reason', () => {
    const panel = screen.getByRole('tabpanel', { name: 'Decision' });
    expect(panel.querySelector('mark')).toHaveTextContent('192.0.2.0/25 dev br0');
    expect(panel.querySelector('mark')).toBeVisible();
    expect(within(panel).getByText('0 bits')).toBeVisible();
    expect(within(panel).getByText('default lost: a shorter prefix.')).toBeVisible();
  });

  it('moves between tabs with the arrows, one stop for Tab', async () => {
    screen.getByRole('tab', { name: 'Decision' }).focus();
    await user.keyboard('{ArrowRight}');
    expect(screen.getByRole('tab', { name: 'State' })).toHaveFocus();
    expect(screen.getByText('192.0.2.10 dev br0 INCOMPLETE', { exact: false })).toBeVisible();
    expect(screen.getAllByRole('tab').filter((tab) => tab.tabIndex === 0)).toHaveLength(1);
  });

  it('keeps the tab the reader chose from step to step', async () => {
    await user.click(screen.getByRole('tab', { name: 'Packet' }));
    lesson.send({ type: 'BACK' });
    lesson.send({ type: 'SEEK', scene: 'watch', frame: 1 });
    expect(screen.getByRole('tab', { name: 'Packet' })).toHaveAttribute('aria-selected', 'true');
  });

  it('offers the evidence behind the check mark', async () => {
    lesson.seek('symptom', 0);
    await user.click(
      await screen.findByRole('button', { name: /12 of 12 events as recorded on Linux 6.18, Docker Engine 20.10.24/ }),
    );
    expect(lesson.dialog).toBe('evidence');
  });
});

describe('the announcement', () => {
  beforeEach(() => open());

  it('says each step once, politely', async () => {
    await press('Next step');
    const status = screen.getByText('step 2 of 3: Out through eth0.');
    expect(status).toHaveAttribute('aria-live', 'polite');
  });

  it('is silent while the lesson plays by itself', async () => {
    await press('Play');
    expect(document.querySelector('[aria-live="polite"].sr')?.textContent).toBe('');
    await press('Pause');
  });
});
