/** Which subnet each new network gets: the same commands, answered as the recorded engine answered them. */
import { describe, expect, it } from 'vitest';
import { applyEdits, type World } from '../../src/engine/index.ts';
import { run } from '../../src/terminal/index.ts';
import { labIds, readLab, type RecordedLab } from '../support/recording.ts';
import { beforeDocker } from '../support/replay-setup.ts';

interface Transcript {
  readonly commands: readonly {
    readonly cmd: string;
    readonly rc: number;
    readonly out: string;
    readonly err: string;
    readonly config?: readonly { readonly Subnet: string; readonly Gateway?: string }[];
  }[];
}

/** The empty machine, whose networks will be given the ids that were recorded. */
function emptyMachine(recording: RecordedLab, { commands }: Transcript): World {
  const world = beforeDocker(recording);
  const docker = world.machines['server']?.docker;
  if (docker === undefined) throw new Error('no Docker Engine on server');
  const networks = commands.filter(({ cmd, rc }) => rc === 0 && cmd.includes(' create ')).map(({ out }) => out);
  return applyEdits(world, [{ kind: 'set-docker', machine: 'server', docker: { ...docker, givenIds: { networks } } }]);
}

describe.each(labIds().filter((id) => id.startsWith('g')))('%s', (id) => {
  const recording = readLab(id);
  const transcript = recording.expected['transcript-server'] as unknown as Transcript;

  it('answers every command word for word as recorded, with the same subnets', () => {
    let world = emptyMachine(recording, transcript);
    for (const { cmd, rc, out, err, config = [] } of transcript.commands) {
      const result = run(world, 'server', cmd);
      world = result.world;
      const said = (stream: string) =>
        result.output.flatMap((line) => (line.stream === stream ? [line.text] : [])).join('\n');
      expect([cmd, result.exitCode, said('out'), said('err')]).toEqual([cmd, rc, out, err]);
      if (rc !== 0 || !cmd.includes(' create ')) continue;
      const name = cmd.split(' ').at(-1) ?? '';
      const inspected = run(world, 'server', `docker network inspect -f '{{json .IPAM.Config}}' ${name}`);
      expect([cmd, inspected.output[0]?.text]).toEqual([cmd, JSON.stringify(config)]);
    }
  });

  it('leaves the rules and routes that were recorded afterwards', () => {
    let world = emptyMachine(recording, transcript);
    for (const { cmd } of transcript.commands) world = run(world, 'server', cmd).world;
    const lines = (name: string) => (recording.hosts['server']?.[name] ?? '').replace(/\n$/, '').split('\n');
    const printed = (line: string) => run(world, 'server', line).output.map(({ text }) => text);
    expect(printed('iptables-save')).toEqual(lines('after_iptables-save.txt'));
    expect(printed('ip route show table all')).toEqual(lines('after_ip_route_show_table_all.txt'));
  });
});
