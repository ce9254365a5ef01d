/**
 * The engine is held against what real kernels did: every probe of every recorded network, from its inputs alone, at the four
 * levels of comparison, and beyond them frame by frame, ARP included, in what the client says, and in what connection tracking remembers.
 */
import { describe, expect, it } from 'vitest';
import { importLab, predictProbe } from '../../src/engine/index.ts';
import {
  frameForm,
  conntrackForm,
  labIds,
  normalForm,
  readLab,
  type RecordedProbe,
  type Recording,
} from '../support/recording.ts';

/** What the incident's lesson is checked against, and the first two roads through Docker. */
const FIRST = ['a01', 'b01', 'f01', 'f02', 'f03', 'f04', 'f05'];

const labs = labIds().filter((id) => !id.startsWith('g'));

function title({ id, from, kind, dst, dport, ttl }: RecordedProbe): string {
  return `${id}: ${from} ${kind} ${dst ?? 'an unknown name'}${dport ? `:${dport}` : ''}${ttl ? ` ttl ${ttl}` : ''}`;
}

describe('recorded networks', () => {
  it('are all here', () => {
    expect(labs).toHaveLength(93);
    for (const prefix of FIRST) expect(labs.some((id) => id.startsWith(prefix))).toBe(true);
  });

  describe.each(labs)('%s', (id) => {
    const { lab, hosts, expected } = readLab(id);
    const { world } = importLab(lab, hosts);

    it.each(Object.values(expected).map((recording) => [title(recording.probe), recording] as const))(
      '%s',
      (_title, recording) => {
        const predicted = { probe: recording.probe, ...predictProbe(world, recording.probe) } as unknown as Recording;
        expect(normalForm(predicted)).toEqual(normalForm(recording));
        expect(frameForm(predicted)).toEqual(frameForm(recording));
        expect(conntrackForm(predicted)).toEqual(conntrackForm(recording));
        expect(predicted.err?.replace(NO_NAME, '')).toEqual(recording.err?.replace(NO_NAME, ''));
      },
    );
  });
});

/** How a resolver words it is not the network's. */
const NO_NAME = /^(name not found|Name or service not known)$/;
