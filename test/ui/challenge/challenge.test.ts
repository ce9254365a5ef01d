import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { tick } from 'svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { loadChallengeWords, loadUi } from '../../../src/i18n/index.ts';
import Challenge from '../../../src/ui/challenge/Challenge.svelte';
import { Challenges } from '../../../src/ui/challenge/challenges.svelte.ts';
import { LessonView } from '../../../src/ui/lesson/lesson-view.svelte.ts';
import type { Workbench } from '../../../src/ui/terminal/workbench.ts';
import { lessonFixture } from '../../support/lesson-fixture.ts';
import { challengeFixture, standing } from '../../support/practice.ts';

const user = userEvent.setup();
let lesson: LessonView;
let challenges: Challenges;

/** Enters as the workbench does, without an engine: the small lesson's first scene stands for the symptom. */
function enterWithoutEngine(): Pick<Workbench, 'begin'> {
  return {
    begin: (view, { key, base }) => {
      const scene = { ...lessonFixture().scenes[0]!, key, branch: key, beat: 'challenge' };
      const lines = [scene.line];
      view.enterChallenge(
        { key, title: scene.title, lines, scenes: [scene], challenge: { base, given: 1 } },
        view.topologies,
      );
      Challenges.of(view).record(key, standing(false, true));
    },
  };
}

beforeEach(async () => {
  localStorage.clear();
  lesson = new LessonView({ ...lessonFixture(), challenge: challengeFixture }, await loadUi('en'));
  lesson.ready = true;
  vi.spyOn(lesson, 'workbench').mockResolvedValue(enterWithoutEngine() as Workbench);
  challenges = Challenges.of(lesson);
  render(Challenge, { lesson, words: await loadChallengeWords('en') });
  challenges.wake();
});

const start = () => user.click(screen.getByRole('button', { name: 'Start the challenge' }));
const goal = (text: string | RegExp) => within(screen.getByText(text).closest('li')!);

describe('a challenge', () => {
  it('says what is wrong and what is to be reached before it is entered', () => {
    expect(screen.getByText('The PC gets no SSH to 198.51.100.20.')).toBeVisible();
    expect(goal(/The web answers/).getByText('not tried yet')).toBeVisible();
  });

  it('is entered as a branch of its own, the terminal at hand', async () => {
    await start();
    expect(lesson.scene.key).toBe('challenge-1');
    expect(lesson.challenge?.key).toBe('challenge-1');
    expect(lesson.tab).toBe('terminal');
  });

  it('says of each goal in words how it stands, and why', async () => {
    await start();
    expect(goal(/The PC reaches/).getByText('missing')).toBeVisible();
    expect(goal(/The PC reaches/).getByText(/Lost on the bridge/)).toBeVisible();
    expect(goal(/The web answers/).getByText('met')).toBeVisible();
    expect(screen.getByRole('status')).toHaveTextContent('1 of 2 goals met');
  });

  it('names what a fix has broken', async () => {
    await start();
    challenges.record('challenge-1', standing(true, '!'));
    await tick();
    expect(goal(/The web answers/).getByText('no longer met')).toBeVisible();
    expect(screen.getByText(/This was met before/)).toBeVisible();
  });

  it('tells one loss once', async () => {
    await start();
    challenges.record('challenge-1', standing(false, false));
    await tick();
    expect(screen.getAllByText(/Lost on the bridge/)).toHaveLength(1);
  });

  it('says that all is repaired', async () => {
    await start();
    challenges.record('challenge-1', standing(true, true));
    await tick();
    expect(screen.getByText(/Every goal is met/)).toBeVisible();
  });

  it('says where there is no way on, and leads back', async () => {
    await start();
    challenges.record('challenge-1', standing(false, false, ['gone']));
    await tick();
    expect(screen.getByText('The network is gone.')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Back to before this command' })).toBeVisible();
  });

  it('goes on to the next network, and after the last to the first', async () => {
    await start();
    const another = screen.getByRole('button', { name: 'Another network' });
    for (const key of ['challenge-2', 'challenge-3', 'challenge-1']) {
      await user.click(another);
      expect(lesson.scene.key).toBe(key);
    }
    expect(lesson.own.map(({ key }) => key)).toEqual(['challenge-1', 'challenge-2', 'challenge-3']);
  });

  it('keeps which network it was', async () => {
    await start();
    await user.click(screen.getByRole('button', { name: 'Another network' }));
    const later = new LessonView({ ...lessonFixture(), challenge: challengeFixture }, lesson.ui);
    Challenges.of(later).wake();
    expect(Challenges.of(later).shown?.key).toBe('challenge-2');
  });

  it('leads back to the lesson, and can be gone on with', async () => {
    lesson.seek('watch', 0);
    await start();
    await user.click(screen.getByRole('button', { name: 'Back to the lesson' }));
    expect(lesson.moment).toEqual({ scene: 'watch', frame: 0 });
    await user.click(screen.getByRole('button', { name: 'Go on with it' }));
    expect(lesson.scene.key).toBe('challenge-1');
    expect(lesson.own).toHaveLength(1);
  });

  it('offers its hints one after another', async () => {
    const second = screen.getByText(/Where to look/);
    expect(second).not.toBeVisible();
    const first = screen.getByText(/The principle/).closest('details')!;
    first.open = true;
    first.dispatchEvent(new Event('toggle'));
    await tick();
    expect(second).toBeVisible();
  });

  it('says so when the engine cannot be loaded, and can be started again', async () => {
    vi.spyOn(lesson, 'workbench').mockRejectedValueOnce(new Error('cut'));
    await start();
    expect(screen.getByRole('status')).toHaveTextContent('The engine could not be loaded');
    await start();
    expect(lesson.scene.key).toBe('challenge-1');
  });
});
