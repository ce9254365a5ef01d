/** Podman's answers, command by command, as a real Podman gave them; and the rules and routes that were left. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { buildWorld, installPodman, type World } from '../../src/engine/index.ts';
import { run } from '../../src/terminal/index.ts';

interface Transcript {
  readonly commands: readonly {
    readonly cmd: string;
    readonly rc: number;
    readonly out: string;
    readonly err: string;
  }[];
  readonly after: Readonly<Record<string, string>>;
}

const TRANSCRIPT = JSON.parse(
  readFileSync(join(import.meta.dirname, '..', 'transcripts', 'podman.json'), 'utf8'),
) as Transcript;

function server(): World {
  const world = buildWorld({
    hosts: {
      server: { addrs: { eth0: '10.89.1.5/24' }, listen: ['tcp/22=app'] },
      peer: { addrs: { eth0: '10.89.1.6/24' } },
    },
    links: [['server:eth0', 'peer:eth0']],
  });
  const ids = TRANSCRIPT.commands
    .filter(({ cmd, rc }) => rc === 0 && cmd.startsWith('podman run '))
    .map(({ out }) => out);
  return installPodman(world, 'server', {
    version: '4.3.1',
    images: [{ name: 'lab', command: '', process: 'app', listens: [] }],
    givenIds: { containers: [...ids.slice(0, 3), failedId(), ...ids.slice(3)] },
  });
}

/** The container that could not start printed no id; a later answer names it. */
function failedId(): string {
  return (
    /unable to start container "([0-9a-f]{64})"/.exec(JSON.stringify(TRANSCRIPT).replaceAll('\\"', '"'))?.[1] ?? ''
  );
}

/** Complaints of the machine that was recorded on: it had no syslog, and its container did not end by itself. */
const OF_THE_RECORDING = /^(failed to connect to syslog|time=".*" level=warning)/;
/** Long output that is not modelled, or is about nothing that a network has. */
const PASSED_OVER = ['podman version'];

/** Ids of networks and what depends on the clock are drawn anew each time. */
function normal(text: string): readonly string[] {
  return text
    .replace(/(Less than a second|\d+ seconds?) ago/g, 'T ago')
    .replace(/("(id|created)": )"[^"]*"/g, '$1"X"')
    .split('\n')
    .filter((line) => line !== '' && !OF_THE_RECORDING.test(line))
    .map((line) =>
      line
        .replace(/^[0-9a-f]{12}(?= {2}(n\d|podman) )/, 'ID')
        .split(/ {2,}/)
        .join('  ')
        .trim(),
    );
}

it('answers every command as Podman did, and leaves the same rules and routes', () => {
  let world = server();
  for (const { cmd, rc, out, err } of TRANSCRIPT.commands.filter((command) => !PASSED_OVER.includes(command.cmd))) {
    const result = run(world, 'server', cmd.replace(/\{\{.*\}\}/, "'$&'"));
    world = result.world;
    const said = (stream: string) =>
      result.output.flatMap((line) => (line.stream === stream ? [line.text] : [])).join('\n');
    expect([cmd, result.exitCode, normal(said('out')), normal(said('err'))]).toEqual([
      cmd,
      rc,
      normal(out),
      normal(err),
    ]);
  }
  for (const [line, expected] of Object.entries(TRANSCRIPT.after)) {
    const printed = run(world, 'server', line).output.map(({ text }) => text);
    expect([line, printed]).toEqual([line, expected.replace(/\n$/, '').split('\n')]);
  }
});
