/** Where the packet and its chip stand, as the browser has laid them out. */
import { expect } from 'vitest';
import type { Point, Rect } from '../../../src/diagram/index.ts';
import type { LessonPage } from './lesson-page.ts';
import type { Resting } from './scenes.ts';

/** A drawing's hairlines and a browser's rounding; a wrong transform is off by far more. */
const tolerancePx = 2;

interface Seen {
  /** The rectangle of the place on screen, without its label. */
  readonly place: Rect;
  readonly dot: Point;
  readonly board: Rect;
  readonly pill: Rect | null;
  /** From the pill's edges to its text, the least. */
  readonly insetPx: number;
  /** The end of the way that the packet went. */
  readonly trailEnd: Point | null;
}

/** The packet rests on the place its step names, at the end of its way; its chip is on the board with all its text. */
export async function expectPacketInPlace(page: LessonPage, { key, packet }: Resting): Promise<void> {
  await atRest(page);
  if (packet === null) return;
  const seen = await page.browser.inPage(look, packet.place);
  const { drawn, at } = packet;
  const expected = {
    xPx: seen.place.xPx + ((at.xPx - drawn.xPx) / drawn.widthPx) * seen.place.widthPx,
    yPx: seen.place.yPx + ((at.yPx - drawn.yPx) / drawn.heightPx) * seen.place.heightPx,
  };
  expect(distance(seen.dot, expected), `${key}: packet to ${packet.place}`).toBeLessThan(tolerancePx);
  if (seen.trailEnd !== null) {
    expect(distance(seen.dot, seen.trailEnd), `${key}: packet to the end of its way`).toBeLessThan(tolerancePx);
  }
  if (seen.pill === null) return;
  expect(overhang(seen.pill, seen.board), `${key}: chip beyond the board`).toBeLessThan(tolerancePx);
  expect(seen.insetPx, `${key}: text inside its chip`).toBeGreaterThan(0);
}

/**
 * Presses Next and stops all motion half-way: the packet is on the line it goes along.
 * @returns false where the step sends no packet along a line.
 */
export async function expectPacketOnItsWay(page: LessonPage, key: string): Promise<boolean> {
  const offPx = await page.browser.inPage(stepHalfWay);
  if (offPx === null) return false;
  expect(offPx, `${key}: packet to its way`).toBeLessThan(tolerancePx);
  return true;
}

/** Waits until nothing moves on the board. */
export async function atRest(page: LessonPage): Promise<void> {
  await page.browser.inPage(async () => {
    // The step is drawn in the frame after the key, its motion begins with it.
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    await Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => null)));
  });
}

/** Runs in the page. */
function look(place: string): Seen {
  const rectOf = (element: Element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return { xPx: x, yPx: y, widthPx: width, heightPx: height };
  };
  const one = (selector: string) => {
    const element = document.querySelector(selector);
    if (element === null) throw new Error(`not on the page: ${selector}`);
    return element;
  };
  const dot = rectOf(one('.packets .core'));
  const pill = document.querySelector('.packets .pill');
  const around = pill && rectOf(pill);
  const texts = [...(pill?.nextElementSibling?.querySelectorAll('text') ?? [])].map(rectOf);
  if (pill !== null && texts.length === 0) throw new Error('a chip without words');
  const trail = [...document.querySelectorAll<SVGPathElement>('.packets path.trail')];
  const [way] = trail;
  const matrix = way?.getScreenCTM();
  const last = matrix && way?.getPointAtLength(way.getTotalLength()).matrixTransform(matrix);
  const isOne = trail.length === 1 && way?.matches('.lookup') === false;
  return {
    place: rectOf(one(`.drawing [data-place="${CSS.escape(place)}"] > rect`)),
    dot: { xPx: dot.xPx + dot.widthPx / 2, yPx: dot.yPx + dot.heightPx / 2 },
    board: rectOf(one('.board .stage')),
    pill: around,
    insetPx: around
      ? Math.min(
          ...texts.flatMap((text) => [
            text.xPx - around.xPx,
            around.xPx + around.widthPx - text.xPx - text.widthPx,
            text.yPx - around.yPx + text.heightPx / 4,
            around.yPx + around.heightPx - text.yPx - text.heightPx * 0.75,
          ]),
        )
      : 0,
    trailEnd: isOne && last ? { xPx: last.x, yPx: last.y } : null,
  };
}

/**
 * Runs in the page. Motions are stopped as they are made: a loaded machine would else be too late for them.
 * @returns px on screen from the packet to its way; null where there is no way, or no motion on it.
 */
async function stepHalfWay(): Promise<number | null> {
  const usual = Reflect.get<Element, 'animate'>(Element.prototype, 'animate');
  const moved: Element[] = [];
  Element.prototype.animate = function animate(this: Element, ...given) {
    const animation = usual.apply(this, given);
    moved.push(this);
    animation.pause();
    animation.currentTime = Number(animation.effect?.getComputedTiming().endTime) / 2;
    // The camera's is another motion: let it be over.
    if (this.matches('.layers')) animation.finish();
    return animation;
  };
  document.querySelector<HTMLElement>('[data-action="next"]')?.click();
  await new Promise((done) => setTimeout(done));
  Element.prototype.animate = usual;
  const dot = document.querySelector('.packets .core');
  const [way, ...more] = document.querySelectorAll<SVGPathElement>('.packets path.trail:not(.lookup, .call)');
  const matrix = way?.getScreenCTM();
  if (!dot || !moved.some((element) => element.contains(dot)) || !way || !matrix || more.length > 0) return null;
  const { x, y, width, height } = dot.getBoundingClientRect();
  const length = way.getTotalLength();
  const offs = Array.from({ length: 1001 }, (_, n) => {
    const point = way.getPointAtLength((length * n) / 1000).matrixTransform(matrix);
    return Math.hypot(point.x - x - width / 2, point.y - y - height / 2);
  });
  return Math.min(...offs);
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.xPx - b.xPx, a.yPx - b.yPx);
}

function overhang(inner: Rect, outer: Rect): number {
  return Math.max(
    outer.xPx - inner.xPx,
    outer.yPx - inner.yPx,
    inner.xPx + inner.widthPx - outer.xPx - outer.widthPx,
    inner.yPx + inner.heightPx - outer.yPx - outer.heightPx,
  );
}
