/** Opening the lesson, moving through it by keyboard, answering its questions. */
import { describe, expect, it } from 'vitest';
import { isMissing, name } from './support/launch.ts';
import { decidingStep, useLessonPage } from './support/lesson-page.ts';
import { questionOf, restsOf } from './support/scenes.ts';

const deciding = restsOf('watch').findIndex(({ key }) => decidingStep.endsWith(key));
const question = questionOf('watch');

describe.skipIf(isMissing)(`${name}: the walk`, () => {
  const page = useLessonPage({ still: true });

  it.for(['ko', 'en'] as const)('opens with nothing to complain about (%s)', async (language) => {
    await page.open(language);
    expect(await page.state()).toMatchObject({ scene: 'before', step: '0' });
    expect(await page.complaints()).toEqual([]);
  });

  it('goes to the deciding step by keyboard, and back', async () => {
    await page.open('en', '#watch');
    const press = () => page.press('ArrowRight');
    await page.stepUntil(({ scene, step }) => scene === 'watch' && step === String(deciding), press);
    expect(await page.text('.drawing text.decided')).toContain('172.22.0.0/16');
    await page.press('ArrowLeft');
    await page.waitForState({ step: String(deciding - 1) });
    await page.press('Home');
    await page.waitForState({ step: '0' });
    await page.press('End');
    const { steps } = await page.state();
    await page.waitForState({ step: String(Number(steps) - 1) });
    expect(await page.complaints()).toEqual([]);
  });

  it('keeps the focus on the Back button at the start', async () => {
    await page.open('en');
    await page.click('[data-action="next"]');
    await page.waitForState({ step: '1' });
    await page.click('[data-action="back"]');
    await page.waitForState({ step: '0' });
    await page.press('Enter');
    expect(await page.hasFocus('[data-action="back"][aria-disabled="true"]')).toBe(true);
  });

  it.for(['wrong', 'right'] as const)('takes a %s answer, gives its reason and goes on', async (kind) => {
    await page.open('en', '#watch');
    await page.stepUntil(
      ({ step }) => step === String(question.step),
      () => page.press('ArrowRight'),
    );
    const asked = `[data-prediction="${question.key}"]`;
    await page.waitFor(`${asked}.open`);
    expect(await page.count('[data-action="next"][aria-disabled="true"]')).toBe(1);
    const choice = `${asked} input[value="${question[kind]}"]`;
    await page.clickUntil(choice, `${choice}:checked`);
    const reason = `${asked} label.yours${kind === 'right' ? '.right' : ':not(.right)'} .reason`;
    await page.clickUntil(`${asked} [data-action="answer"]`, reason);
    await page.waitFor(`${asked} label.right .reason`);
    await page.click('[data-action="next"]');
    await page.waitForState({ step: String(question.step + 1) });
  });
});
