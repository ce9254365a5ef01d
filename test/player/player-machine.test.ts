import { describe, expect, it } from 'vitest';
import { createActor, initialTransition, SimulatedClock, transition, type SnapshotFrom } from 'xstate';
import { getShortestPaths } from 'xstate/graph';
import {
  currentMoment,
  NOT_SURE,
  playerMachine,
  type Moment,
  type PlayerEvent,
  type PlayerInput,
} from '../../src/player/index.ts';
import { lesson, lessonBranch, readersBranch, scene } from './lesson.ts';

type Snapshot = SnapshotFrom<typeof playerMachine>;

function opened(at?: Moment, input: PlayerInput = lesson): Snapshot {
  return initialTransition(playerMachine, { ...input, ...(at && { at }) })[0];
}

function after(start: Snapshot, ...events: PlayerEvent[]): Snapshot {
  return events.reduce((snapshot, event) => transition(playerMachine, snapshot, event)[0], start);
}

const at = (snapshot: Snapshot): string => {
  const { scene: key, frame } = currentMoment(snapshot.context);
  return `${key} ${frame}`;
};

const question: Moment = { scene: 'symptom', frame: 3 };
const step: PlayerEvent = { type: 'STEP' };
const back: PlayerEvent = { type: 'BACK' };
const answer: PlayerEvent = { type: 'ANSWER', prediction: 'way', option: 'bridge' };

describe('opening a lesson', () => {
  it('reads: the first step of the first scene, nothing moving', () => {
    expect(at(opened())).toBe('before 0');
    expect(opened().value).toBe('reading');
  });

  it('opens at the moment a link names', () => {
    expect(at(opened({ scene: 'symptom', frame: 2 }))).toBe('symptom 2');
    expect(opened({ scene: 'symptom', frame: 2 }).value).toEqual({ stepping: 'paused' });
  });

  it('opens at the beginning for a scene the lesson does not have', () => {
    expect(at(opened({ scene: 'nowhere', frame: 2 }))).toBe('before 0');
  });

  it('holds a frame number that is too large inside the scene', () => {
    expect(at(opened({ scene: 'before', frame: 99 }))).toBe('before 2');
  });
});

describe('a lesson that arrives in two parts', () => {
  const [first, ...scenes] = lesson.scenes;
  const [main, ...branches] = lesson.branches;
  const begun = opened(undefined, { scenes: first ? [first] : [], branches: main ? [main] : [] });
  const arrive: PlayerEvent = { type: 'ARRIVE', scenes, branches };

  it('is walked like one that came whole', () => {
    expect(at(after(begun, step, arrive, step, step))).toBe(at(after(opened(), step, step, step)));
    expect(after(begun, arrive).context).toMatchObject(lesson);
  });

  it('leaves the reader where they are, and ends at its first part until the other is there', () => {
    const end = after(begun, { type: 'LAST' });
    expect(end.can(step)).toBe(false);
    const whole = after(end, arrive);
    expect(at(whole)).toBe(at(end));
    expect(whole.can(step)).toBe(true);
  });
});

describe('stepping', () => {
  it('goes one step on, and one back', () => {
    expect(at(after(opened(), step))).toBe('before 1');
    expect(at(after(opened(), step, step, back))).toBe('before 1');
  });

  it('enters the next scene past the last step of one', () => {
    const entered = after(opened(), step, step, step);
    expect(at(entered)).toBe('symptom 0');
    expect(entered.value).toBe('reading');
  });

  it('goes back into the last step of the scene before', () => {
    expect(at(after(opened(), step, step, step, back))).toBe('before 2');
  });

  it('cannot go back from the first step, nor on from the last of the lesson', () => {
    expect(opened().can(back)).toBe(false);
    expect(opened({ scene: 'fix', frame: 1 }).can(step)).toBe(false);
  });

  it('goes by hops when asked to, and back by hops', () => {
    const scene = opened({ scene: 'symptom', frame: 0 });
    expect(at(after(scene, { type: 'HOP' }))).toBe('symptom 2');
    expect(at(after(scene, { type: 'HOP' }, step, { type: 'BACK_HOP' }))).toBe('symptom 2');
  });

  it('takes every step as a hop at hop level', () => {
    const byHops = after(opened({ scene: 'symptom', frame: 0 }), { type: 'LEVEL', level: 'hop' });
    expect(at(after(byHops, step))).toBe('symptom 2');
    expect(at(after(byHops, step, back))).toBe('symptom 0');
  });

  it('jumps to the first and the last step of the scene, and between scenes', () => {
    const middle = opened({ scene: 'symptom', frame: 2 });
    expect(at(after(middle, { type: 'FIRST' }))).toBe('symptom 0');
    expect(at(after(middle, { type: 'LAST' }))).toBe('symptom 5');
    expect(at(after(middle, { type: 'NEXT_SCENE' }))).toBe('fix 0');
    expect(at(after(middle, { type: 'PREVIOUS_SCENE' }))).toBe('before 0');
  });
});

describe('a prediction', () => {
  it('opens at the step before its answer', () => {
    expect(opened(question).value).toBe('predicting');
  });

  it('holds the next step and the next hop until it is answered', () => {
    expect(opened(question).can(step)).toBe(false);
    expect(opened(question).can({ type: 'HOP' })).toBe(false);
    expect(at(after(opened(question), answer, step))).toBe('symptom 4');
  });

  it('stops a hop that would jump over it', () => {
    expect(at(after(opened({ scene: 'symptom', frame: 2 }), { type: 'HOP' }))).toBe('symptom 3');
  });

  it('can always be skipped, which holds nothing and moves nothing', () => {
    const skipped = after(opened(question), { type: 'SKIP' });
    expect(at(skipped)).toBe('symptom 3');
    expect(skipped.can(step)).toBe(true);
    expect(skipped.can(answer)).toBe(true);
  });

  it('is passed by seeking without being answered, and stays answerable', () => {
    const beyond = after(opened(question), { type: 'SEEK', scene: 'symptom', frame: 5 });
    expect(at(beyond)).toBe('symptom 5');
    expect(beyond.context.answers).toEqual({});
    expect(after(beyond, answer).context.answers).toEqual({ 'symptom/way': 'bridge' });
  });

  it('is passed by LAST', () => {
    expect(at(after(opened(question), { type: 'LAST' }))).toBe('symptom 5');
  });

  it('keeps the first answer', () => {
    const answered = after(opened(question), answer);
    expect(answered.can({ ...answer, option: 'router' })).toBe(false);
  });

  it('takes "not sure" for an answer, and goes on', () => {
    const answered = after(opened(question), { ...answer, option: NOT_SURE });
    expect(answered.context.answers).toEqual({ 'symptom/way': NOT_SURE });
    expect(at(after(answered, step))).toBe('symptom 4');
  });

  it('does not take answers to questions nobody asked', () => {
    expect(opened(question).can({ type: 'ANSWER', prediction: 'other', option: 'x' })).toBe(false);
  });

  it('lets the reader go back while it is open', () => {
    expect(at(after(opened(question), back))).toBe('symptom 2');
  });
});

/** Second by second: a simulated clock does not start in the past what a timer starts. */
function aMinutePasses(clock: SimulatedClock): void {
  for (let second = 0; second < 60; second += 1) clock.increment(1000);
}

describe('playing', () => {
  function playing(at?: Moment) {
    const clock = new SimulatedClock();
    const actor = createActor(playerMachine, { clock, input: { ...lesson, ...(at && { at }) } }).start();
    actor.send({ type: 'PLAY' });
    return { actor, clock };
  }

  it('moves on after the time the step needs to be read', () => {
    const { actor, clock } = playing();
    clock.increment(999);
    expect(at(actor.getSnapshot())).toBe('before 0');
    clock.increment(1);
    expect(at(actor.getSnapshot())).toBe('before 1');
  });

  it('pauses at the end of the scene, where words follow', () => {
    const { actor, clock } = playing();
    aMinutePasses(clock);
    expect(at(actor.getSnapshot())).toBe('before 2');
    expect(actor.getSnapshot().value).toEqual({ stepping: 'paused' });
  });

  it('enters the next scene when started at the end of one', () => {
    const { actor } = playing({ scene: 'before', frame: 2 });
    expect(at(actor.getSnapshot())).toBe('symptom 0');
    expect(actor.getSnapshot().value).toEqual({ stepping: 'playing' });
  });

  it('pauses at an open prediction and does not go on by itself once answered', () => {
    const { actor, clock } = playing({ scene: 'symptom', frame: 1 });
    aMinutePasses(clock);
    expect(actor.getSnapshot().value).toBe('predicting');
    actor.send(answer);
    aMinutePasses(clock);
    expect(at(actor.getSnapshot())).toBe('symptom 3');
  });

  it('cannot begin at an open prediction', () => {
    expect(opened(question).can({ type: 'PLAY' })).toBe(false);
  });

  it.each<PlayerEvent>([{ type: 'PAUSE' }, back, { type: 'EDIT' }])('stops on $type', (event) => {
    const { actor, clock } = playing({ scene: 'symptom', frame: 1 });
    actor.send(event);
    const place = at(actor.getSnapshot());
    aMinutePasses(clock);
    expect(at(actor.getSnapshot())).toBe(place);
  });

  it('never moves when nobody pressed play', () => {
    const clock = new SimulatedClock();
    const actor = createActor(playerMachine, { clock, input: lesson }).start();
    aMinutePasses(clock);
    expect(at(actor.getSnapshot())).toBe('before 0');
  });
});

describe('forking', () => {
  const fork: PlayerEvent = {
    type: 'FORK',
    branch: readersBranch,
    scenes: [scene('mine-1-1', 2, { branch: 'mine-1' })],
  };
  const forked = after(opened({ scene: 'symptom', frame: 2 }), { type: 'EDIT' }, fork);

  it('enters the new branch at once', () => {
    expect(at(forked)).toBe('mine-1-1 0');
  });

  it('deletes no future: every scene there was is there still', () => {
    expect(forked.context.scenes.slice(0, 3)).toEqual(lesson.scenes);
  });

  it('leads back to where it was left from, past its end and before its beginning', () => {
    expect(at(after(forked, step, step))).toBe('symptom 2');
    expect(at(after(forked, back))).toBe('symptom 2');
  });

  it("is not in the lesson's own way", () => {
    const end = after(forked, { type: 'SEEK', scene: 'fix', frame: 1 });
    expect(end.can(step)).toBe(false);
  });

  it('grows at its end by further commands', () => {
    const longer = after(forked, {
      type: 'EXTEND',
      branch: 'mine-1',
      scenes: [scene('mine-1-2', 3, { branch: 'mine-1' })],
    });
    expect(at(longer)).toBe('mine-1-2 0');
    expect(at(after(longer, back))).toBe('mine-1-1 1');
  });

  it('keeps the scenes of two branches apart when the first one grows', () => {
    const other = { ...readersBranch, key: 'mine-2' };
    const two = after(forked, { type: 'FORK', branch: other, scenes: [scene('mine-2-1', 1, { branch: 'mine-2' })] });
    const grown = after(two, {
      type: 'EXTEND',
      branch: 'mine-1',
      scenes: [scene('mine-1-2', 3, { branch: 'mine-1' })],
    });
    expect(grown.context.scenes.map(({ key }) => key).slice(3)).toEqual(['mine-1-1', 'mine-1-2', 'mine-2-1']);
  });

  it.each<[string, PlayerEvent]>([
    ['a branch that exists', { ...fork, branch: lessonBranch('down') }],
    ['a branch without scenes', { ...fork, scenes: [] }],
    ["more scenes in the lesson's own branch", { type: 'EXTEND', branch: 'main', scenes: [scene('x', 1)] }],
  ])('refuses %s', (_what, event) => {
    expect(opened().can(event)).toBe(false);
  });

  it('switches to a branch by its name', () => {
    expect(at(after(opened(), { type: 'SWITCH', branch: 'down' }))).toBe('fix 0');
    expect(opened().can({ type: 'SWITCH', branch: 'nowhere' })).toBe(false);
  });
});

describe('comparing two scenes', () => {
  const compare: PlayerEvent = { type: 'COMPARE', scene: 'fix', at: 1, steps: 4 };
  const comparing = after(opened({ scene: 'symptom', frame: 2 }), compare);

  it('walks both at once, to either end and no further', () => {
    expect(comparing.value).toBe('comparing');
    expect(comparing.context.compared).toEqual({ scene: 'fix', at: 1, steps: 4 });
    expect(after(comparing, step, step).context.compared?.at).toBe(3);
    expect(after(comparing, step, step).can(step)).toBe(false);
    expect(after(comparing, back).can(back)).toBe(false);
    expect(after(comparing, { type: 'WALK', at: 3 }, { type: 'FIRST' }).context.compared?.at).toBe(0);
  });

  it('leaves the cursor where it is, and moves it only when they part', () => {
    expect(at(after(comparing, step))).toBe('symptom 2');
    const parted = after(comparing, step, { type: 'PART', frame: 1 });
    expect(at(parted)).toBe('symptom 1');
    expect(parted.context.compared).toBeNull();
  });

  it('is over as soon as the reader goes elsewhere', () => {
    const gone = after(comparing, { type: 'SEEK', scene: 'before', frame: 1 });
    expect(at(gone)).toBe('before 1');
    expect(gone.context.compared).toBeNull();
  });

  it('can go on with another scene', () => {
    expect(after(comparing, { ...compare, scene: 'before' }).context.compared?.scene).toBe('before');
  });

  it('is read, not played, and passes questions without answering them', () => {
    expect(comparing.can({ type: 'PLAY' })).toBe(false);
    const asked = after(opened(question), { ...compare, at: 0 });
    expect(asked.can(step)).toBe(true);
    expect(asked.context.answers).toEqual({});
  });

  it('needs two different scenes that the lesson has', () => {
    expect(opened().can({ ...compare, scene: 'before' })).toBe(false);
    expect(opened().can({ ...compare, scene: 'nowhere' })).toBe(false);
    expect(opened().can({ type: 'WALK', at: 1 })).toBe(false);
  });
});

describe('editing', () => {
  it('ends where it began', () => {
    const edited = after(opened({ scene: 'symptom', frame: 2 }), { type: 'EDIT' }, { type: 'DONE' });
    expect(edited.value).toEqual({ stepping: 'paused' });
    expect(at(edited)).toBe('symptom 2');
  });
});

describe('every mode', () => {
  it('can be reached', () => {
    const paths = getShortestPaths(playerMachine, {
      input: lesson,
      events: [step, { type: 'PLAY' }, { type: 'EDIT' }, { type: 'COMPARE', scene: 'fix', at: 0, steps: 2 }],
      serializeState: (state) => `${JSON.stringify(state.value)} ${at(state)}`,
    });
    const modes = new Set(paths.map(({ state }) => JSON.stringify(state.value)));
    expect([...modes].sort()).toEqual([
      '"comparing"',
      '"editing"',
      '"predicting"',
      '"reading"',
      '{"stepping":"paused"}',
      '{"stepping":"playing"}',
    ]);
  });
});
