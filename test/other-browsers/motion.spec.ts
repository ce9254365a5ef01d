/** Once all motion has ended, everything stands where it stands without motion. */
import { describe, expect, it } from 'vitest';
import { phone, wide } from './support/browser.ts';
import { isMissing, name } from './support/launch.ts';
import { decidingStep, useLessonPage } from './support/lesson-page.ts';
import { atRest, expectPacketInPlace, expectPacketOnItsWay } from './support/packet.ts';
import { restsOf } from './support/scenes.ts';

const rests = restsOf('watch');
const deciding = rests.findIndex(({ key }) => decidingStep.endsWith(key));

describe.skipIf(isMissing)(`${name}: the packet`, () => {
  for (const [kind, still] of [
    ['with motion', false],
    ['with less motion', true],
  ] as const) {
    describe(kind, () => {
      const page = useLessonPage({ still });

      it('is drawn as the reader has asked', async () => {
        await page.open('en', '#watch');
        const asked = '(prefers-reduced-motion: reduce)';
        expect(await page.browser.inPage((asked: string) => matchMedia(asked).matches, asked)).toBe(still);
      });

      it.for([
        ['a wide page', wide],
        ['a phone', phone],
      ] as const)(
        'stands on its place at every step to the deciding one, and on the way back: %s',
        async ([, size]) => {
          await page.open('en', '#watch', size);
          for (const rest of rests.slice(0, deciding + 1)) {
            await page.stepUntil(({ step }) => step === String(rests.indexOf(rest)));
            await expectPacketInPlace(page, rest);
          }
          for (const step of [deciding - 1, deciding - 2, deciding - 3]) {
            await page.click('[data-action="back"]');
            await page.waitForState({ step: String(step) });
            await expectPacketInPlace(page, rests[step]!);
          }
          expect(await page.complaints()).toEqual([]);
        },
      );

      it.skipIf(still)('goes along the drawn wires', async () => {
        await page.open('en', '#watch');
        let ways = 0;
        for (const [step, { key }] of rests.slice(0, deciding + 3).entries()) {
          await page.stepUntil(({ step: at }) => at === String(step));
          await atRest(page);
          if (await expectPacketOnItsWay(page, key)) ways++;
          await page.browser.inPage(() => document.getAnimations().forEach((animation) => animation.finish()));
        }
        expect(ways).toBeGreaterThan(3);
      });
    });
  }
});
