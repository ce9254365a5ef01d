import { describe, expect, it } from 'vitest';
import { frames } from '../../src/player/index.ts';
import { run } from '../../src/terminal/index.ts';
import { podmanPcWithNginx } from '../support/podman-on-windows.ts';

function decisions(at: string, line: string) {
  const before = podmanPcWithNginx();
  const { trace, world: after } = run(before, at, line);
  return frames({ trace, before, after, language: 'en', line: { at, run: line } }).flatMap(({ decision }) =>
    decision === null ? [] : [decision],
  );
}

describe('what decided on a Windows machine', () => {
  it('is told without the listing of a tool that Windows does not have', () => {
    const onWindows = decisions('podman-machine-default', 'curl http://203.0.113.80').filter(
      ({ listing }) => listing.place === 'windows',
    );
    expect(onWindows.map(({ listing }) => listing.command)).toContain('');
    expect(onWindows.flatMap(({ listing }) => listing.lines)).toEqual([]);
    expect(onWindows.every(({ verdict }) => verdict.length > 0)).toBe(true);
  });

  it('is shown by netstat where a listener decided', () => {
    const [listened] = decisions('windows', 'curl.exe http://localhost').filter(
      ({ listing }) => listing.command === 'netstat -ano',
    );
    const marked = listened?.listing.lines.filter(({ mark }) => mark === 'decided').map(({ text }) => text);
    expect(marked).toEqual([expect.stringContaining('127.0.0.1:80 ')]);
  });
});
