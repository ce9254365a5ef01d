/** What a person types on Windows in a hurry: misspelt, in the wrong shell, or by a tool that is not modelled. */
import { describe, expect, it } from 'vitest';
import { run, type RunResult } from '../../../src/terminal/index.ts';
import { podmanPcWithNginx } from '../../support/podman-on-windows.ts';

const world = podmanPcWithNginx();
const type = (line: string): RunResult => run(world, 'windows', line);
const texts = ({ output }: RunResult) => output.map(({ text }) => text);

describe('a line in a hurry', () => {
  it('that is misspelt is shown whole, with the wrong word marked', () => {
    expect(texts(type('podmna ps -a')).slice(1, 4)).toEqual(['At line:1 char:1', '+ podmna ps -a', '+ ~~~~~~']);
  });

  it.each([
    'Invoke-WebRequest http://localhost',
    'iwr localhost',
    'Get-Service winnat',
    'sc.exe query winnat',
    'tasklist',
    'nslookup x',
  ])('by a tool that a real Windows has is no misspelling: %s', (line) => {
    expect(type(line).output.map(({ note }) => note?.kind)).toEqual(['not-modelled']);
  });

  it('finds Test-NetConnection by its alias', () => {
    expect(texts(type('tnc localhost -Port 80')).join('\n')).toContain('TcpTestSucceeded : True');
  });

  it('with Microsoft’s parenthesis is told what is not known of it, and what this shell understands', () => {
    const add = 'netsh interface portproxy add v4tov4 listenport=80 listenaddress=0.0.0.0 connectport=80';
    const result = type(`${add} connectaddress=(wsl hostname -I)`);
    expect(result.output.map(({ note }) => note?.kind)).toEqual(['not-modelled', 'understands', 'unverified']);
    expect(texts(result).join('\n')).not.toContain('grep');
  });

  it('asks netstat without the process id', () => {
    expect(texts(type('netstat -an | findstr :80'))).toEqual([
      '  TCP    127.0.0.1:80           0.0.0.0:0              LISTENING',
    ]);
  });
});
