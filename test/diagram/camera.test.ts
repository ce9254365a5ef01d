import { describe, expect, it } from 'vitest';
import {
  blockPlacement,
  camera,
  chipPlacement,
  fitText,
  layout,
  leastLabelPx,
  measureText,
  overlapArea,
  sceneRect,
  smallestLabelPx,
  visibleRect,
  type Point,
  type Rect,
} from '../../src/diagram/index.ts';
import { incidentAfter } from '../support/incident-world.ts';

const picture = layout(incidentAfter);
const wide = { widthPx: 900, heightPx: 500 };
const phone = { widthPx: 390, heightPx: 300 };
const anchors = Object.keys(picture.anchors);

describe('the camera', () => {
  it('shows everything where every label can then be read', () => {
    const view = camera(picture, ['pc/eth0'], wide);
    expect(contains(visibleRect(view, wide), sceneRect(picture))).toBe(true);
    expect(view.k * smallestLabelPx).toBeGreaterThanOrEqual(leastLabelPx);
  });

  it.each(anchors)('keeps labels at 11 px and more on a phone, with %s in sight', (anchor) => {
    const view = camera(picture, [anchor], phone);
    expect(view.k * smallestLabelPx).toBeGreaterThanOrEqual(leastLabelPx - 1e-9);
    const { xPx, yPx } = picture.anchors[anchor]!;
    expect(contains(visibleRect(view, phone), { xPx, yPx, widthPx: 0, heightPx: 0 })).toBe(true);
  });

  it('shows the whole routing table on a phone when that decides', () => {
    const view = camera(picture, ['r550#process', 'r550#routes'], phone);
    const panel = picture.boxes.find(({ id }) => id === 'r550#routes')!;
    expect(contains(visibleRect(view, phone), panel)).toBe(true);
  });

  it('goes back out between scenes', () => {
    expect(contains(visibleRect(camera(picture, [], phone), phone), sceneRect(picture))).toBe(true);
  });

  it('shows no empty paper beyond the drawing’s edge while there is more of the drawing', () => {
    const seen = visibleRect(camera(picture, ['pc/eth0'], phone), phone);
    expect(seen.xPx).toBeGreaterThanOrEqual(0);
    expect(seen.yPx).toBeGreaterThanOrEqual(0);
  });
});

describe('the chip', () => {
  const size = { widthPx: 288, heightPx: 30 };

  it.each(anchors)('stays inside the board beside %s, and not on the packet itself', (anchor) => {
    for (const viewport of [wide, phone]) {
      const seen = visibleRect(camera(picture, [anchor], viewport), viewport);
      const chip = { ...chipPlacement(picture, anchor, size, seen), ...size };
      expect(contains(seen, chip)).toBe(true);
      expect(overlapArea(chip, around(picture.anchors[anchor]!, 5))).toBe(0);
    }
  });

  it('leaves the line that decides alone, wherever it is', () => {
    const panel = picture.boxes.find(({ id }) => id === 'r550#routes')!;
    const line = { ...panel, yPx: panel.yPx + 60, heightPx: 20 };
    for (const viewport of [wide, phone]) {
      const seen = visibleRect(camera(picture, ['r550#routes'], viewport), viewport);
      const at = chipPlacement(picture, 'r550#routes', size, seen, { keepClear: [line] });
      expect(overlapArea({ ...at, ...size }, line)).toBe(0);
    }
  });

  it.each(anchors)('and its few words touch but never cover each other at %s', (anchor) => {
    const callout = { widthPx: 180, heightPx: 24 };
    const seen = visibleRect(camera(picture, [anchor], wide), wide);
    const block = blockPlacement(picture, anchor, size, callout, seen);
    expect(contains(seen, { ...block.callout!, ...callout })).toBe(true);
    expect(overlapArea({ ...block.chip, ...size }, { ...block.callout!, ...callout })).toBe(0);
  });
});

describe('text', () => {
  const mono = { family: 'mono', sizePx: 12, weight: 400 } as const;

  it('is twice as wide in Hangul as in Latin letters, in mono', () => {
    expect(measureText('가', mono)).toBeCloseTo(2 * measureText('a', mono));
  });

  it('is cut with an ellipsis only where it must be', () => {
    expect(fitText('br-80cb5a0c07bc', 200, mono)).toBe('br-80cb5a0c07bc');
    const cut = fitText('br-80cb5a0c07bc', 60, mono);
    expect(cut).toMatch(/^br-.*…$/);
    expect(measureText(cut, mono)).toBeLessThanOrEqual(60);
  });
});

function contains(outer: Rect, inner: Rect): boolean {
  const slack = 0.01;
  return (
    inner.xPx >= outer.xPx - slack &&
    inner.yPx >= outer.yPx - slack &&
    inner.xPx + inner.widthPx <= outer.xPx + outer.widthPx + slack &&
    inner.yPx + inner.heightPx <= outer.yPx + outer.heightPx + slack
  );
}

function around({ xPx, yPx }: Point, byPx: number): Rect {
  return { xPx: xPx - byPx, yPx: yPx - byPx, widthPx: 2 * byPx, heightPx: 2 * byPx };
}
