import * as v from 'valibot';
import { BEAT_KEYS, type BeatKey } from './beat.ts';
import { challengeSchema } from './challenge/challenge-schema.ts';
import { recallSchema } from './recall/recall-schema.ts';
import { bilingual, citation, factNumber, key, line, option, OUTCOMES, words } from './schema-parts.ts';
import { selectorSchema } from './selector.ts';
import { tableSchema } from './table/table-schema.ts';

const beat = v.picklist(BEAT_KEYS);

const predicted = v.strictObject({
  ...option.entries,
  /** Anchors of the path this choice means, drawn dotted. */
  ghost: v.optional(v.array(words)),
});

const prediction = v.strictObject({
  key,
  /** The frame that gives the answer: the question opens one frame earlier. */
  before: selectorSchema,
  question: bilingual,
  options: v.pipe(
    v.array(predicted),
    v.minLength(2, 'a prediction needs at least two options'),
    v.check((options) => options.filter(({ right }) => right).length === 1, 'exactly one option is right: true'),
  ),
  /** What a reader's own explanation should hold; without it, the right option's text and reason. */
  explain: v.optional(
    v.pipe(
      v.array(bilingual),
      v.minLength(2, 'an explanation has two or three points'),
      v.maxLength(3, 'an explanation has two or three points'),
    ),
  ),
});

/**
 * What a recording calls the things this scene calls otherwise, as text: ours to theirs. Applied to the trace in the
 * recording's own format (host and device names, addresses), longest name first. `host/eth0: enp1s0` is for the device of one
 * machine alone, as others may have one of that name.
 */
const recording = v.strictObject({
  lab: words,
  probe: words,
  rename: v.optional(v.record(v.string(), words), {}),
});

const scene = v.strictObject({
  key,
  beat,
  branch: v.optional(key, 'main'),
  /** Lines that run unwatched before this one, in order. */
  setup: v.optional(v.array(line), []),
  at: words,
  run: words,
  /** The machine whose address pools stand on the stage as a map, instead of the network. It runs a Docker Engine. */
  pools: v.optional(words),
  /** The Windows machine whose 65,536 ports stand on the stage instead of the network, and the port that somebody wants. */
  ports: v.optional(
    v.strictObject({
      at: words,
      wanted: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535)),
      protocol: v.optional(v.picklist(['tcp', 'udp']), 'tcp'),
    }),
  ),
  /** What the client must see in the end; for a control-plane command `done` (exit code 0) or `failed`. */
  outcome: v.picklist([...OUTCOMES, 'done', 'failed']),
  recording: v.optional(recording),
  /** Where no recording exists, the sources this scene rests on: fact numbers, and files of public repositories. */
  sources: v.optional(
    v.array(v.union([factNumber, citation], 'a source is a fact number (F3.5, V3.7) or names a file')),
  ),
  /** Steps to tell singly, the others folded into the next of them; or the ones not to tell. A control-plane command has many. */
  show: v.optional(v.array(selectorSchema)),
  hide: v.optional(v.array(selectorSchema)),
  cues: v.optional(v.array(v.strictObject({ key, select: selectorSchema })), []),
  predictions: v.optional(v.array(prediction), []),
});

const branch = v.strictObject({
  key,
  title: bilingual,
  from: v.optional(key, 'main'),
  /** The scene of the parent branch after which this one leaves it. */
  after: key,
  verdict: v.optional(
    v.strictObject({
      kind: v.picklist(['fixes', 'partly', 'does-not-fix', 'repaired']),
      sentence: bilingual,
    }),
  ),
});

/** A text alone leads to the scene that prints it, else to the lesson. */
const symptom = v.union(
  [
    v.pipe(
      words,
      v.transform((text): { text: string; scene?: string } => ({ text })),
    ),
    v.strictObject({ text: words, scene: v.optional(key) }),
  ],
  "a symptom is a text, or { text: '…', scene: key }",
);

export const lessonSchema = v.strictObject({
  kind: v.optional(v.picklist(['incident', 'question']), 'incident'),
  title: bilingual,
  summary: bilingual,
  level: v.picklist(['beginner', 'intermediate', 'advanced']),
  minutes: v.pipe(v.number(), v.integer(), v.minValue(5), v.maxValue(90)),
  prerequisites: v.strictObject({ ko: v.array(words), en: v.array(words) }),
  /** Observable verbs; `tested-by` is the key of the prediction, branch or recall question that shows it, or `challenge`. */
  objectives: v.pipe(
    v.array(v.strictObject({ text: bilingual, 'tested-by': key })),
    v.minLength(3, 'a lesson has three to five objectives'),
    v.maxLength(5, 'a lesson has three to five objectives'),
  ),
  /** Error texts people search for, as the tools print them in any language; `scene` is the one that explains it. */
  symptoms: v.pipe(v.array(symptom), v.nonEmpty()),
  facts: v.pipe(v.array(factNumber), v.nonEmpty()),
  sources: v.pipe(v.array(v.strictObject({ text: bilingual, credit: v.optional(v.boolean(), false) })), v.nonEmpty()),
  notes: v.record(beat, bilingual),
  world: words,
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** Names in the prose that belong to no world, each with the reason it may stand there. */
  names: v.optional(v.record(v.string(), words), {}),
  /** Machines inside machines whose boxes are open from the start; others open at the first step inside them. */
  open: v.optional(v.array(words), []),
  branches: v.optional(v.array(branch), []),
  scenes: v.pipe(v.array(scene), v.nonEmpty()),
  /** Who reaches what under which setting: `::table` says where it stands. */
  table: v.optional(tableSchema),
  challenge: v.optional(challengeSchema),
  recall: v.optional(recallSchema),
});

/** lesson.yaml, read and with its defaults filled in. */
export type LessonFile = v.InferOutput<typeof lessonSchema>;
export type SceneFile = LessonFile['scenes'][number];
export type PredictionFile = SceneFile['predictions'][number];
export type BranchFile = LessonFile['branches'][number];
export type { BeatKey };
