/** Where a container's process waits, by its image and the words typed behind it. */
import { describe, expect, it } from 'vitest';
import { formatIp } from '../../../src/engine/index.ts';
import { commandOf, endsAtOnce, portsListenedOn, usualImage } from '../../../src/engine/runtime/images.ts';

/** `127.0.0.1:8000`, `*:80` */
function waits(name: string, typed: string): readonly string[] {
  const image = usualImage(name)!;
  const words = typed === '' ? [] : typed.split(' ');
  return portsListenedOn(image, commandOf(image, words)).map(
    ({ port, address }) => `${address === undefined ? '*' : formatIp(address)}:${port}`,
  );
}

describe('a process waits', () => {
  it.each([
    ['nginx', '', ['*:80']],
    ['traefik/whoami', '', ['*:80']],
    ['traefik/whoami', '--port 1234', ['*:1234']],
    ['traefik/whoami', '-port=1234', ['*:1234']],
    ['python', 'python -m http.server', ['*:8000']],
    ['python', 'python -m http.server 3000', ['*:3000']],
    ['python', 'python -m http.server 3000 --bind 127.0.0.1', ['127.0.0.1:3000']],
    ['python', 'python -m http.server --bind=127.0.0.1', ['127.0.0.1:8000']],
    ['python', 'python -m http.servers', []],
    ['python', 'python app.py', []],
  ])('%s %s', (name, typed, expected) => {
    expect(waits(name, typed)).toEqual(expected);
  });

  it('nowhere when it ends at once for want of a terminal', () => {
    expect(endsAtOnce(usualImage('python')!, [])).toBe(true);
    expect(endsAtOnce(usualImage('python')!, ['python', '-m', 'http.server'])).toBe(false);
    expect(endsAtOnce(usualImage('nginx')!, [])).toBe(false);
  });
});
