/** Which subnet each new network gets: the same commands, answered as the recorded engine answered them. */
import { describe, expect, it } from 'vitest';
import { run } from '../../src/terminal/index.ts';
import { labIds, readLab } from '../support/recording.ts';
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

describe.each(labIds().filter((id) => id.startsWith('g')))('%s', (id) => {
  const recording = readLab(id);
  const transcript = recording.expected['transcript-server'] as unknown as Transcript;

  it('answers every command as recorded, with the same subnets', () => {
    let world = beforeDocker(recording);
    for (const { cmd, rc, out, err, config = [] } of transcript.commands) {
      const result = run(world, 'server', cmd);
      world = result.world;
      const said = (stream: string) =>
        result.output.flatMap((line) => (line.stream === stream ? [line.text] : [])).join('\n');
      expect([cmd, result.exitCode, said('err')]).toEqual([cmd, rc, err]);
      if (rc !== 0 || !cmd.includes(' create ')) continue;
      expect(said('out')).toHaveLength(out.length);
      const name = cmd.split(' ').at(-1) ?? '';
      const inspected = run(world, 'server', `docker network inspect -f '{{json .IPAM.Config}}' ${name}`);
      expect([cmd, inspected.output[0]?.text]).toEqual([cmd, JSON.stringify(config)]);
    }
  });

  it('leaves the rules and routes that were recorded afterwards, names aside', () => {
    let world = beforeDocker(recording);
    for (const { cmd } of transcript.commands) world = run(world, 'server', cmd).world;
    const normal = (text: string) =>
      text
        .replace(/br-[0-9a-f]{12}/g, 'br-X')
        .trimEnd()
        .split('\n');
    const file = (name: string) => recording.hosts['server']?.[name] ?? '';
    const printed = (line: string) =>
      run(world, 'server', line)
        .output.map(({ text }) => text)
        .join('\n');
    expect(normal(printed('iptables-save'))).toEqual(normal(file('after_iptables-save.txt')));
    expect(normal(printed('ip route show table all'))).toEqual(normal(file('after_ip_route_show_table_all.txt')));
  });
});
