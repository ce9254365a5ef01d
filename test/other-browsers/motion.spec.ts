/** The packet goes along the drawn wires, and stands where each step names, with motion and without. */
import { describe, expect, it } from 'vitest';
import { phone } from './support/browser.ts';
import { isMissing, name } from './support/launch.ts';
import { decidingStep, useLessonPage, type LessonPage } from './support/lesson-page.ts';
import { atRest, expectPacketInPlace, expectPacketOnItsWay } from './support/packet.ts';
import { restsOf } from './support/scenes.ts';

const rests = restsOf('watch');
const deciding = rests.findIndex(({ key }) => decidingStep.endsWith(key));

const asksForLessMotion = (page: LessonPage) =>
  page.browser.inPage(() => matchMedia('(prefers-reduced-motion: reduce)').matches);

describe.skipIf(isMissing)(`${name}: the packet`, () => {
  describe('with motion', () => {
    const page = useLessonPage({ still: false });

    it('goes along the wires and comes to rest on its place, step by step past the deciding one', async () => {
      await page.open('en', '#watch');
      expect(await asksForLessMotion(page)).toBe(false);
      let ways = 0;
      for (const [step, rest] of rests.slice(0, deciding + 4).entries()) {
        await page.stepUntil(({ step: at }) => at === String(step));
        await expectPacketInPlace(page, rest);
        if (await expectPacketOnItsWay(page, rest.key)) ways++;
        await page.browser.inPage(() => document.getAnimations().forEach((animation) => animation.finish()));
      }
      expect(ways).toBeGreaterThan(3);
      expect(await page.complaints()).toEqual([]);
    });

    it('goes back the same way', async () => {
      await page.open('en', decidingStep);
      for (let step = deciding - 1; step >= 0; step--) {
        await page.click('[data-action="back"]');
        await page.waitForState({ step: String(step) });
        await expectPacketInPlace(page, rests[step]!);
      }
    });
  });

  describe('with less motion', () => {
    const page = useLessonPage({ still: true });

    it('stands on its place at every step to the deciding one, on a phone', async () => {
      await page.open('en', '#watch', phone);
      expect(await asksForLessMotion(page)).toBe(true);
      for (const [step, rest] of rests.slice(0, deciding + 1).entries()) {
        await page.stepUntil(({ step: at }) => at === String(step));
        await expectPacketInPlace(page, rest);
      }
      await atRest(page);
      expect(await page.complaints()).toEqual([]);
    });
  });
});
