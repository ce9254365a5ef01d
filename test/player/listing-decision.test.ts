/** The lines that decide, as the tool itself would print them. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { World } from '../../src/engine/index.ts';
import { frames, type Frame } from '../../src/player/index.ts';
import { run } from '../../src/terminal/index.ts';
import { companyWorld } from '../support/company-world.ts';

describe('a call to one of two published ports', () => {
  let after: World;
  let told: readonly Frame[];

  beforeAll(() => {
    const first = run(companyWorld(), 'server', 'docker run -d --name web -p 8081:80 -p 8080:80 nginx').world;
    const before = run(first, 'pc', 'curl -s 198.51.100.10:8081').world;
    const result = run(before, 'pc', 'curl -s 198.51.100.10:8080');
    after = result.world;
    told = frames({ trace: result.trace, before, after, language: 'en' });
  });

  const printed = (command: string) =>
    run(after, 'server', command)
      .output.filter(({ stream }) => stream === 'out')
      .map(({ text }) => text);

  it('is told by its port from the one before, in the line that turns the answer back', () => {
    const lines = told.find((frame) => frame.kind === 'nat' && frame.direction === 'reply')?.decision?.listing.lines;
    expect(lines).toHaveLength(2);
    expect(lines?.filter(({ mark }) => mark === 'decided').map(({ text }) => text)).toEqual([
      expect.stringMatching(
        /^tcp {6}6 60 SYN_RECV src=192\.0\.2\.10 dst=198\.51\.100\.10 .* dport=8080 .* mark=0 use=1$/,
      ),
    ]);
  });

  it('leaves a flow as conntrack -L prints it, and marks none for its seconds alone', () => {
    const tables = told
      .filter(({ place }) => place.startsWith('server'))
      .flatMap(({ state }) => state.filter(({ command }) => command === 'conntrack -L'));
    const [earlier = ''] = printed('conntrack -L | grep dport=8081');
    expect(tables.length).toBeGreaterThan(2);
    for (const { rows } of tables) expect(rows[0]).toEqual({ text: earlier });
  });

  it('names for the bridge the command that prints just these lines', () => {
    const [table] = told
      .flatMap(({ place, state }) => (place.startsWith('server') ? [state] : []))
      .flatMap((state) => state.filter(({ command }) => command.startsWith('bridge fdb')));
    const asPrinted = printed(table?.command ?? '').map((line) => line.trimEnd());
    expect(table?.rows.map(({ text }) => text).toSorted()).toEqual(asPrinted.toSorted());
  });
});
