import { describe, expect, it } from 'vitest';
import { initialTransition, transition } from 'xstate';
import {
  answerOf,
  foldedBeyond,
  hopStartsOf,
  openPrediction,
  outlineOf,
  playerMachine,
  readingMs,
  wasSkipped,
  type Lesson,
  type Moment,
  type PlayerEvent,
} from '../../src/player/index.ts';
import { lesson } from './lesson.ts';

function at(moment: Moment, ...events: PlayerEvent[]): Lesson {
  const [start] = initialTransition(playerMachine, { ...lesson, at: moment });
  return events.reduce((snapshot, event) => transition(playerMachine, snapshot, event)[0], start).context;
}

describe('the fold', () => {
  it('hides what an unanswered prediction of this scene asks about, from the entry of the scene on', () => {
    expect(foldedBeyond(at({ scene: 'symptom', frame: 0 }))).toEqual({ scene: 'symptom', frame: 4 });
  });

  it.each<PlayerEvent>([
    { type: 'ANSWER', prediction: 'way', option: 'bridge' },
    { type: 'SKIP' },
    { type: 'SHOW_ALL' },
  ])('opens on $type', (event) => {
    expect(foldedBeyond(at({ scene: 'symptom', frame: 3 }, event))).toBeNull();
  });

  it('opened by "show all", still leaves the question open', () => {
    expect(openPrediction(at({ scene: 'symptom', frame: 3 }, { type: 'SHOW_ALL' }))?.key).toBe('way');
  });

  it('hides nothing in a scene without questions, nor beyond the last one', () => {
    expect(foldedBeyond(at({ scene: 'before', frame: 0 }))).toBeNull();
    expect(foldedBeyond(at({ scene: 'symptom', frame: 5 }))).toBeNull();
  });
});

describe('predictions', () => {
  it('are told apart: answered, skipped, open', () => {
    const answered = at({ scene: 'symptom', frame: 3 }, { type: 'ANSWER', prediction: 'way', option: 'bridge' });
    expect(answerOf(answered, 'symptom', 'way')).toBe('bridge');
    expect(wasSkipped(at({ scene: 'symptom', frame: 3 }, { type: 'SKIP' }), 'symptom', 'way')).toBe(true);
    expect(answerOf(at({ scene: 'symptom', frame: 3 }), 'symptom', 'way')).toBeNull();
  });
});

describe('the outline of a scene', () => {
  it('begins a hop where another namespace acts, and ends with the last frame', () => {
    expect(hopStartsOf([{ hop: 0 }, { hop: 0 }, { hop: 1 }, { hop: 1 }, { hop: 1 }])).toEqual([0, 2, 4]);
  });

  it('orders predictions by their place', () => {
    const { predictions } = outlineOf({
      key: 's',
      branch: 'main',
      frames: [],
      predictions: [
        { key: 'b', beforeFrame: 5 },
        { key: 'a', beforeFrame: 2 },
      ],
    });
    expect(predictions.map(({ key }) => key)).toEqual(['a', 'b']);
  });
});

describe('reading time', () => {
  it('gives a long sentence longer, within limits', () => {
    const words = (count: number) => readingMs([{ text: 'word '.repeat(count) }]);
    expect(words(1)).toBeLessThan(words(20));
    expect(words(1000)).toBe(words(2000));
  });

  it('counts Hangul as slower than Latin letters', () => {
    const korean = readingMs([{ text: '패킷이 도착합니다 '.repeat(4) }]);
    const latin = readingMs([{ text: 'abcdefgh '.repeat(4) }]);
    expect(korean).toBeGreaterThan(latin);
  });
});
