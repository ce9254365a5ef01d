/**
 * The player: which moment of a lesson is shown, and in which mode. It counts steps, never frames of an animation; it draws
 * nothing and knows no network. What moves where is `cursor.ts`; here stand only the modes and what leads from one to another.
 *
 * - `reading`: at the start of a scene, nothing asked yet
 * - `predicting`: an unanswered prediction holds the next step
 * - `stepping.paused`, `stepping.playing`
 * - `comparing`: another scene goes beside the current one, step by step
 * - `editing`: the reader types a command; it ends in `FORK`, `EXTEND` or `DONE`
 */
import { assign, setup } from 'xstate';
import {
  cursorOf,
  nextPrediction,
  openPrediction,
  predictionId,
  sceneAt,
  START,
  stepFrom,
  type Compared,
  type Lesson,
  type Level,
} from './cursor.ts';
import { atEndOfScene, target, withScenes } from './move.ts';
import type { BranchOutline, SceneOutline } from './outline.ts';
import type { Move, PlayerEvent, PlayerInput } from './player-events.ts';

const player = setup({
  types: {
    context: {} as Lesson,
    events: {} as PlayerEvent,
    input: {} as PlayerInput,
  },
  guards: {
    'leads somewhere': ({ context }, move: Move) => target(context, move) !== null,
    'can play': ({ context }) => stepFrom(context) !== null,
    'goes on playing': ({ context }) => openPrediction(context) === null && !atEndOfScene(context),
    'a prediction is open': ({ context }) => openPrediction(context) !== null,
    'a prediction lies ahead': ({ context }) => nextPrediction(context) !== null,
    'at the start of a scene': ({ context }) => context.cursor.frame === 0,
    'starts at the end of a scene': ({ context }) => atEndOfScene(context) && stepFrom(context) !== null,
    'can be answered': ({ context }, params: { id: string }) =>
      !(params.id in context.answers) && context.scenes.some((scene) => predictionIds(scene).includes(params.id)),
    "adds to a branch of the reader's": ({ context }, params: { branch: string; scenes: readonly SceneOutline[] }) =>
      params.scenes.length > 0 &&
      context.branches.some(({ key, leftFrom }) => key === params.branch && leftFrom !== null),
    'is another scene': ({ context }, params: Compared) =>
      params.steps > 0 &&
      params.scene !== sceneAt(context).key &&
      context.scenes.some(({ key }) => key === params.scene),
    'is a step of both': ({ context: { compared } }, params: { at: number }) =>
      compared !== null && params.at !== compared.at && params.at >= 0 && params.at < compared.steps,
    'is a new branch with scenes': ({ context }, params: { key: string; scenes: readonly SceneOutline[] }) =>
      params.scenes.length > 0 && context.branches.every(({ key }) => key !== params.key),
  },
  actions: {
    move: assign(({ context }, move: Move) => ({ cursor: target(context, move) ?? context.cursor })),
    answer: assign(({ context }, params: { id: string; option: string }) => ({
      answers: { ...context.answers, [params.id]: params.option },
    })),
    skip: assign(({ context }) => {
      const open = openPrediction(context);
      return open ? { skipped: [...context.skipped, predictionId(sceneAt(context), open)] } : {};
    }),
    unfold: assign(({ context }) => {
      const next = nextPrediction(context);
      return next ? { unfolded: [...context.unfolded, predictionId(sceneAt(context), next)] } : {};
    }),
    compare: assign((_, { scene, at, steps }: Compared) => ({
      compared: { scene, steps, at: Math.min(Math.max(at, 0), steps - 1) },
    })),
    walk: assign(({ context: { compared } }, { at }: { at: number }) => ({
      compared: compared && { ...compared, at },
    })),
    'stop comparing': assign({ compared: null }),
    'set level': assign((_, params: { level: Level }) => ({ level: params.level })),
    append: assign(({ context }, params: { scenes: readonly SceneOutline[]; branches: readonly BranchOutline[] }) => ({
      scenes: [...context.scenes, ...params.scenes],
      branches: [...context.branches, ...params.branches],
    })),
    fork: assign(({ context }, params: { branch: BranchOutline; scenes: readonly SceneOutline[] }) => ({
      branches: [...context.branches, params.branch],
      ...withScenes(context, params.branch.key, params.scenes),
    })),
    extend: assign(({ context }, params: { branch: string; scenes: readonly SceneOutline[] }) =>
      withScenes(context, params.branch, params.scenes),
    ),
  },
  delays: {
    'reading time': ({ context }) => sceneAt(context).readingMs[context.cursor.frame] ?? 0,
  },
});

const predictionIds = (scene: SceneOutline): readonly string[] =>
  scene.predictions.map((prediction) => predictionId(scene, prediction));

const answerId = (context: Lesson, event: { readonly scene?: string; readonly prediction: string }): string =>
  `${event.scene ?? sceneAt(context).key}/${event.prediction}`;

/** Moves within a comparison: `next` says where one leads from here. At its ends nothing moves, the cursor neither. */
const walks = (next: (compared: Compared) => number) => {
  const params = ({ context: { compared } }: { context: Lesson }) => ({ at: compared === null ? -1 : next(compared) });
  return [{ guard: { type: 'is a step of both', params }, actions: { type: 'walk', params } }, {}] as const;
};

/** A move works in every mode and ends in the one that fits where it led. */
const moves = {
  guard: { type: 'leads somewhere', params: ({ event }: { event: Move }) => event },
  actions: { type: 'move', params: ({ event }: { event: Move }) => event },
  target: '#player.settling',
} as const;

export const playerMachine = player.createMachine({
  id: 'player',
  context: ({ input }) => ({
    scenes: input.scenes,
    branches: input.branches,
    cursor: (input.at && cursorOf(input, input.at)) ?? START,
    level: 'step',
    compared: null,
    answers: {},
    skipped: [],
    unfolded: [],
  }),
  initial: 'settling',
  on: {
    STEP: moves,
    BACK: moves,
    HOP: moves,
    BACK_HOP: moves,
    FIRST: moves,
    LAST: moves,
    NEXT_SCENE: moves,
    PREVIOUS_SCENE: moves,
    SEEK: moves,
    SWITCH: moves,
    PLAY: [
      {
        guard: 'starts at the end of a scene',
        actions: { type: 'move', params: { type: 'STEP' } },
        target: '#player.stepping.playing',
      },
      { guard: 'can play', target: '#player.stepping.playing' },
    ],
    ANSWER: {
      guard: { type: 'can be answered', params: ({ context, event }) => ({ id: answerId(context, event) }) },
      actions: {
        type: 'answer',
        params: ({ context, event }) => ({ id: answerId(context, event), option: event.option }),
      },
      target: '.settling',
    },
    SHOW_ALL: { guard: 'a prediction lies ahead', actions: 'unfold' },
    LEVEL: { actions: { type: 'set level', params: ({ event }) => event } },
    ARRIVE: { actions: { type: 'append', params: ({ event }) => event } },
    COMPARE: {
      guard: { type: 'is another scene', params: ({ event }) => event },
      actions: { type: 'compare', params: ({ event }) => event },
      target: '.comparing',
    },
    EDIT: '.editing',
    FORK: {
      guard: { type: 'is a new branch with scenes', params: ({ event }) => ({ ...event, key: event.branch.key }) },
      actions: { type: 'fork', params: ({ event }) => event },
      target: '.settling',
    },
    EXTEND: {
      guard: { type: "adds to a branch of the reader's", params: ({ event }) => event },
      actions: { type: 'extend', params: ({ event }) => event },
      target: '.settling',
    },
  },
  states: {
    settling: {
      always: [
        { guard: 'a prediction is open', target: 'predicting' },
        { guard: 'at the start of a scene', target: 'reading' },
        { target: 'stepping' },
      ],
    },
    reading: {},
    predicting: {
      on: { SKIP: { actions: 'skip', target: 'settling' } },
    },
    stepping: {
      initial: 'paused',
      states: {
        paused: {},
        playing: {
          after: {
            'reading time': [
              {
                guard: 'goes on playing',
                actions: { type: 'move', params: { type: 'STEP' } },
                target: 'playing',
                reenter: true,
              },
              { target: 'paused' },
            ],
          },
          always: { guard: 'a prediction is open', target: '#player.predicting' },
          on: { PAUSE: '#player.settling', PLAY: {} },
        },
      },
    },
    comparing: {
      exit: 'stop comparing',
      on: {
        STEP: walks(({ at }) => at + 1),
        HOP: walks(({ at }) => at + 1),
        BACK: walks(({ at }) => at - 1),
        BACK_HOP: walks(({ at }) => at - 1),
        FIRST: walks(() => 0),
        LAST: walks(({ steps }) => steps - 1),
        WALK: {
          guard: { type: 'is a step of both', params: ({ event }) => event },
          actions: { type: 'walk', params: ({ event }) => event },
        },
        // Two walks are read, not played.
        PLAY: {},
        // What is compared stands beyond every question.
        SHOW_ALL: {},
        PART: {
          actions: {
            type: 'move',
            params: ({ context, event }) => ({ type: 'SEEK', scene: sceneAt(context).key, frame: event.frame }),
          },
          target: 'settling',
        },
      },
    },
    editing: {
      on: { DONE: 'settling' },
    },
  },
});
