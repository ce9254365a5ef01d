/** Holds a lesson's scenes against the recordings they name: what checked.json tells and the page shows. */
import type { Checked, LessonRun } from '../../src/content/index.ts';
import { rehearse } from '../../src/content/index.ts';
import { normalForm, readLab, type NormalForm, type Recording, type RecordedPacket } from './recording.ts';

export interface Comparison extends Checked {
  /** Empty when all four levels are the same. */
  readonly differs: readonly (keyof NormalForm)[];
}

export function compareScenes(played: LessonRun): Readonly<Record<string, Comparison>> {
  return Object.fromEntries(
    [...played.scenes.values()].flatMap((run) => {
      const { recording } = run.scene;
      if (!recording) return [];
      const { lab, expected } = readLab(recording.lab);
      const truth = expected[recording.probe];
      const rehearsed = rehearse(run);
      if (!truth || !rehearsed) throw new RangeError(`${run.scene.key}: nothing to compare with ${recording.lab}`);
      const { sport, ...trace } = rehearsed;
      const probe = { ...truth.probe, ...(sport === null ? {} : { sport }) };
      const ours = { ...trace, probe } as unknown as Recording;
      const [expectedForm, form] = [normalForm(truth), normalForm(ours)];
      const differs = (Object.keys(expectedForm) as (keyof NormalForm)[]).filter(
        (level) => JSON.stringify(expectedForm[level]) !== JSON.stringify(form[level]),
      );
      const agreeing = countEqual(expectedForm.packets, form.packets) + countShared(questions(truth), questions(ours));
      return [
        [
          run.scene.key,
          {
            lab: recording.lab,
            probe: recording.probe,
            kernel: kernelOf(lab.kernel),
            engine: engineOf(lab.hosts),
            events: truth.packets.length,
            agreeing,
            agrees: differs.length === 0 && agreeing === truth.packets.length,
            differs,
          },
        ] as const,
      ];
    }),
  );
}

/** The entries of checked.json. */
export function compareWithRecordings(played: LessonRun): Readonly<Record<string, Checked>> {
  return Object.fromEntries(
    Object.entries(compareScenes(played)).map(([scene, { differs: _differs, ...checked }]) => [scene, checked]),
  );
}

/** `6.18.44` is a 6.18. */
function kernelOf(version: string): string {
  return version.split('.').slice(0, 2).join('.');
}

/** `20.10.24+dfsg1` is Debian's 20.10.24; another engine than Docker's says its name. */
function engineOf(hosts: readonly object[]): string {
  const version = hosts.flatMap((host) =>
    'engine_version' in host && typeof host.engine_version === 'string' ? [host.engine_version] : [],
  )[0];
  return version?.split('+')[0]?.replace(/^podman version /, 'Podman ') ?? '';
}

/** IP packets stand in the same order. */
function countEqual(expected: readonly string[], given: readonly string[]): number {
  return expected.filter((line, index) => line === given[index]).length;
}

/** ARP: which questions and answers were seen where and how often; their order is the scheduler's. */
function questions({ packets }: { readonly packets: readonly RecordedPacket[] }): readonly string[] {
  return packets.flatMap(({ host, dev, dir, arp }) =>
    arp === undefined ? [] : [`${host} ${dev} ${dir} ${arp.op} ${JSON.stringify([arp.sender, arp.target])}`],
  );
}

function countShared(expected: readonly string[], given: readonly string[]): number {
  const left = [...given];
  return expected.filter((line) => {
    const at = left.indexOf(line);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  }).length;
}
