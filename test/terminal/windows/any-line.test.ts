/** Whatever a person types at a Windows machine, in whatever order, `run` answers: it neither throws nor goes on for ever. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inLanguage } from '../../../src/engine/index.ts';
import { run } from '../../../src/terminal/index.ts';
import { podmanPcWithNginx } from '../../support/podman-on-windows.ts';
import { windowsWorld } from '../../support/windows-world.ts';

const WORLDS = [podmanPcWithNginx(), windowsWorld()];

/** What changes something, and what follows it badly. */
const LINES = [
  ...[
    ':elevate',
    ':elevate off',
    ':reboot',
    ':hns reserve',
    ':hns cut',
    ':set language ko',
    'cmd',
    'powershell',
    'exit',
  ],
  ...['net stop winnat', 'net start winnat', 'net stop iphlpsvc', 'net start iphlpsvc', 'sc.exe query winnat'],
  ...['wsl --shutdown', 'wsl hostname -I', 'wsl ip addr flush dev eth0', 'wsl ip link set eth0 down', 'wsl -l -v'],
  ...['podman machine stop', 'podman machine start', 'podman machine set --user-mode-networking', 'podman start web'],
  ...[
    'docker run -d -p 8065:8065 --restart always mattermost/mattermost-team-edition',
    'docker ps -a',
    'docker network prune -f',
  ],
  ...['route delete 0.0.0.0', 'route add 0.0.0.0 mask 0.0.0.0 192.168.0.1', 'route print', 'ipconfig', 'netstat -ano'],
  ...[':cable unplug Wi-Fi', ':cable plug Wi-Fi', 'curl.exe -m 2 http://192.168.0.12', 'curl.exe http://localhost:81'],
  'netsh interface portproxy add v4tov4 listenport=81 connectport=82 connectaddress=127.0.0.1',
  'netsh interface portproxy add v4tov4 listenport=82 connectport=81 connectaddress=127.0.0.1',
  'netsh int ipv4 set dynamicport tcp start=1024 num=255',
  'netsh int ipv4 add excludedportrange tcp 1 65535',
  'netsh int ipv4 show excludedportrange tcp',
  'netsh advfirewall firewall add rule name=x dir=in action=allow',
  ...['mirrored', 'nat', 'bridged'].map((mode) => `:write C:\\Users\\dev\\.wslconfig\n[wsl2]\nnetworkingMode=${mode}`),
];

const WORDS = [
  ...new Set(LINES.flatMap((line) => line.split(' '))),
  '"',
  "'",
  '%',
  '&',
  '|',
  ';',
  '=',
  '-',
  '/',
  '__proto__',
];

const typed = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...LINES) },
  { weight: 2, arbitrary: fc.array(fc.constantFrom(...WORDS), { maxLength: 7 }).map((words) => words.join(' ')) },
  fc.tuple(fc.constantFrom(...LINES), fc.nat(40)).map(([line, at]) => line.slice(0, at)),
  fc.tuple(fc.constantFrom(...LINES), fc.constantFrom(' & ', ' | ', '; ', ' && ')).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 30 }),
);

describe('run on Windows', () => {
  it('never throws, and speaks no bash, whatever was typed before', () => {
    const lines = fc.array(typed, { maxLength: 10 });
    fc.assert(
      fc.property(fc.constantFrom(...WORLDS), fc.constantFrom('ko', 'en'), lines, (start, language, all) => {
        let world = run(inLanguage(start, language), 'windows', ':elevate').world;
        for (const line of all) {
          const result = run(world, 'windows', line);
          expect(Number.isInteger(result.exitCode)).toBe(true);
          if (!/wsl|podman|docker/i.test(line))
            for (const { text } of result.output) expect(text).not.toMatch(/^bash:|undefined|NaN|\[object/);
          world = result.world;
        }
      }),
      { numRuns: 300, seed: 8065 },
    );
  });
});
