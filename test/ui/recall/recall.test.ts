import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { tick } from 'svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { loadRecallWords } from '../../../src/i18n/index.ts';
import { RecallCards } from '../../../src/ui/recall/recall-cards.svelte.ts';
import Recall from '../../../src/ui/recall/Recall.svelte';
import { liveLesson } from '../../support/lesson-view.ts';
import { recallFixture } from '../../support/practice.ts';

const user = userEvent.setup();
const today = 20_000;

/** A visit of the lesson's page on one day. */
async function visit(day: number, language: 'ko' | 'en' = 'en'): Promise<void> {
  document.body.replaceChildren();
  const lesson = await liveLesson(language);
  const cards = new RecallCards(recallFixture, lesson.data.slug, day);
  render(Recall, { lesson, words: await loadRecallWords(language), cards });
  cards.wake();
  await tick();
}

async function answer(text: string): Promise<void> {
  await user.click(screen.getByRole('radio', { name: text }));
  await user.click(screen.getByRole('button', { name: /^Answer/ }));
}

beforeEach(() => localStorage.clear());

describe('a question to keep', () => {
  it('is asked with the first addresses at the first visit', async () => {
    await visit(today);
    expect(screen.getByRole('group', { name: /a packet to 192\.0\.2\.10\?/ })).toBeVisible();
  });

  it('says why, shows what the machine says, and when it comes again', async () => {
    await visit(today);
    await answer('192.0.2.0/25');
    expect(screen.getByText('Right.')).toBeVisible();
    expect(screen.getByText('The longer prefix wins.')).toBeVisible();
    expect(screen.getByText('192.0.2.10 dev br0')).toBeVisible();
    expect(screen.getByText(/Asked again tomorrow/)).toBeVisible();
  });

  it('says to a wrong answer both its own reason and the right one', async () => {
    await visit(today);
    await answer('default');
    expect(screen.getByText('Not quite.')).toBeVisible();
    expect(screen.getByText('It has no bits.')).toBeVisible();
    expect(screen.getByText('The longer prefix wins.')).toBeVisible();
  });

  it('takes "not sure" for an answer, shows the right one, and comes again tomorrow', async () => {
    await visit(today);
    await answer('I do not remember.');
    expect(screen.queryByText('Not quite.')).toBeNull();
    expect(screen.getByText('Fair enough. Read the answer once more.')).toBeVisible();
    expect(screen.getByText('The longer prefix wins.')).toBeVisible();
    expect(screen.getByText(/Asked again tomorrow/)).toBeVisible();
  });

  it('asks for a choice first', async () => {
    await visit(today);
    await user.click(screen.getByRole('button', { name: /^Answer/ }));
    expect(screen.getByText('Choose one answer.')).toBeVisible();
  });

  it('rests until its day, and can be asked at once', async () => {
    await visit(today);
    await answer('192.0.2.0/25');
    await visit(today);
    expect(screen.queryByRole('radio')).toBeNull();
    await user.click(screen.getByRole('button', { name: /^Ask me now/ }));
    expect(screen.getByRole('group', { name: /192\.0\.2\.20\?/ })).toBeVisible();
  });

  it('comes again on its day with other addresses', async () => {
    await visit(today);
    await answer('192.0.2.0/25');
    await visit(today + 1);
    expect(screen.getByRole('group', { name: /192\.0\.2\.20\?/ })).toBeVisible();
  });

  it('works where the browser keeps nothing', async () => {
    const refuse = () => {
      throw new DOMException('no storage');
    };
    const write = vi.spyOn(Storage.prototype, 'setItem').mockImplementation(refuse);
    const read = vi.spyOn(Storage.prototype, 'getItem').mockImplementation(refuse);
    await visit(today);
    await answer('192.0.2.0/25');
    expect(screen.getByText('Right.')).toBeVisible();
    write.mockRestore();
    read.mockRestore();
  });

  it('speaks Korean on a Korean page', async () => {
    await visit(today, 'ko');
    await user.click(screen.getByRole('button', { name: /^답하기/ }));
    expect(screen.getByText('답을 하나 골라 주십시오.')).toBeVisible();
  });
});
