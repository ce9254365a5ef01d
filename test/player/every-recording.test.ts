import { beforeAll, describe, expect, it } from 'vitest';
import { importLab, ip, probe, type Trace, type World } from '../../src/engine/index.ts';
import { plain } from '../../src/i18n/index.ts';
import { frames, type Frame } from '../../src/player/index.ts';
import { labIds, readLab, type RecordedProbe } from '../support/recording.ts';

interface Shown {
  readonly name: string;
  readonly trace: Trace;
  readonly en: readonly Frame[];
  readonly ko: readonly Frame[];
}

function show(lab: string, world: World, { id, from, kind, dst, dport, sport, ttl, src }: RecordedProbe): Shown[] {
  if (dst === undefined) return [];
  const request = {
    from,
    kind,
    dst: ip(dst),
    ...(dport !== undefined && { dport }),
    ...(sport !== undefined && { sport }),
    ...(typeof ttl === 'number' && { ttl }),
    ...(typeof src === 'string' && { src: ip(src) }),
    process: 'client',
  };
  const { trace, world: after } = probe(world, request);
  const input = { trace, before: world, after };
  return [
    {
      name: `${lab} ${id}`,
      trace,
      en: frames({ ...input, language: 'en' }),
      ko: frames({ ...input, language: 'ko' }),
    },
  ];
}

/** Every probe of every recorded lab, as this engine plays it. */
const shown: Shown[] = [];

beforeAll(() => {
  for (const id of labIds()) {
    const { lab, hosts } = readLab(id);
    const { world } = importLab(lab, hosts);
    shown.push(...lab.probes.flatMap((recorded) => show(id, world, recorded)));
  }
}, 120_000);

/** Names of the probes for which something does not hold: none, in a good world. */
function failing(holds: (shown: Shown) => boolean): readonly string[] {
  return shown.filter((one) => !holds(one)).map(({ name }) => name);
}

const wordsOf = (frame: Frame): string =>
  [
    plain(frame.sentence),
    frame.short,
    ...(frame.decision
      ? [plain(frame.decision.verdict), ...frame.decision.losers.map(({ reason }) => plain(reason))]
      : []),
  ].join('\n');

describe('frames of every recorded flow', () => {
  it('are many', () => {
    expect(shown.length).toBeGreaterThan(300);
  });

  it('stand for every step of the trace once, in order', () => {
    expect(
      failing(({ trace, en }) => {
        const ends = en.map(({ steps }) => steps[1]);
        const starts = en.map(({ steps }) => steps[0]);
        const gapless = starts.every((start, index) => start === (ends[index - 1] ?? -1) + 1);
        return gapless && (ends.at(-1) ?? -1) >= trace.steps.length - 1;
      }),
    ).toEqual([]);
  });

  it('have keys that differ, the same in both languages', () => {
    expect(
      failing(({ en, ko }) => {
        const keys = en.map(({ key }) => key);
        return new Set(keys).size === keys.length && keys.join() === ko.map(({ key }) => key).join();
      }),
    ).toEqual([]);
  });

  it('show every loss of a packet as one', () => {
    const losses = (trace: Trace) =>
      trace.steps.filter(({ kind, packet }) => kind === 'drop' && packet !== null).length;
    expect(failing(({ trace, en }) => en.filter(({ gesture }) => gesture === 'lost').length === losses(trace))).toEqual(
      [],
    );
  });

  it('show every first translation as a rewrite, with the old value beside the new one', () => {
    const rewrites = ({ en }: Shown) => en.filter((frame) => frame.rewrites);
    const old = ({ packet }: Frame) =>
      packet?.sourceBefore ?? packet?.destinationBefore ?? packet?.fields.find(({ before }) => before);
    expect(failing((one) => rewrites(one).every((frame) => old(frame) !== undefined))).toEqual([]);
  });

  it('never leave a packet at a place that does not exist', () => {
    expect(
      failing(({ en }) =>
        en.every(({ from, to }) => [from, ...to].every((anchor) => /^[\w.-]+([/#][\w.-]+)?$/.test(anchor))),
      ),
    ).toEqual([]);
  });

  it('say something complete in English', () => {
    const broken = /undefined|null|NaN|\[object|\{|\}|\s\s|, \.|^\s/m;
    const sentences = ({ en }: Shown) => en.map(({ sentence }) => plain(sentence));
    expect(failing((one) => sentences(one).every((text) => text.length > 10 && !broken.test(text)))).toEqual([]);
  });

  it('say something complete in Korean, never 은(는)', () => {
    const broken = /undefined|null|NaN|\[object|\{|\}|은\(는\)|이\(가\)|을\(를\)|\s\s/;
    expect(failing(({ ko }) => ko.map(wordsOf).every((text) => text.length > 5 && !broken.test(text)))).toEqual([]);
  });

  it('mark at most one deciding line in a listing', () => {
    const decided = ({ decision }: Frame) =>
      decision?.listing.lines.filter(({ mark }) => mark === 'decided').length ?? 0;
    expect(failing(({ en }) => en.every((frame) => decided(frame) <= 1))).toEqual([]);
  });
});
