/** `iptables -nL -v -t nat` of every recorded machine that was asked for it, printed again. */
import { describe, expect, it } from 'vitest';
import { importLab } from '../../src/engine/index.ts';
import { run } from '../../src/terminal/index.ts';
import { labIds, readLab } from '../support/recording.ts';

const FILE = 'iptables_-nL_-v_-t_nat.txt';
const RECORDED = labIds().flatMap((id) => {
  const recording = readLab(id);
  return Object.keys(recording.hosts)
    .filter((host) => recording.hosts[host]?.[FILE] !== undefined)
    .map((host) => ({ id, host, recording }));
});

/** Packets had passed some rules when the listing was taken; rules count nothing here. */
function withoutCounts(text: string): readonly string[] {
  return text
    .trimEnd()
    .replace(/^ *\d+ +\d+ (?=\S| {9})/gm, '    0     0 ')
    .replace(/\d+ packets, \d+ bytes/g, '0 packets, 0 bytes')
    .split('\n');
}

it('was recorded on many machines', () => expect(RECORDED.length).toBeGreaterThan(40));

describe.each(RECORDED)('$host in $id', ({ host, recording }) => {
  const { world } = importLab(recording.lab, recording.hosts);

  it('lists its nat table as recorded', () => {
    const { output } = run(world, host, 'iptables -nL -v -t nat');
    const printed = output.map(({ text }) => text).join('\n');
    expect(withoutCounts(printed)).toEqual(withoutCounts(recording.hosts[host]?.[FILE] ?? ''));
  });
});
