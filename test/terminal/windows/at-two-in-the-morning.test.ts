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
    ['Invoke-WebRequest http://localhost', 'curl.exe URL'],
    ['Get-Service winnat', 'sc.exe query winnat'],
    ['Restart-Service winnat', 'net stop winnat; net start winnat'],
    ['Get-NetTCPConnection -LocalPort 80', 'netstat -ano | findstr :PORT'],
    ['Get-Process -Id 4', 'tasklist /fi "PID eq NUMBER"'],
    ['nslookup x', 'ping HOST'],
    ['notepad .wslconfig', ':write C:\\Users\\dev\\.wslconfig'],
    ['Start-Process powershell -Verb RunAs', ':elevate'],
    ['netsh interface ipv4 show addresses', 'ipconfig'],
    ['Get-NetTCPConnection | findstr :80', 'netstat -ano | findstr :PORT'],
  ])('by a tool that a real Windows has is told what answers here: %s', (line, instead) => {
    expect(type(line).output.map(({ note }) => note)).toEqual([
      expect.objectContaining({ kind: 'not-modelled' }),
      { kind: 'understands', what: instead },
    ]);
  });

  it('by curl is answered, and told that PowerShell takes the word for another command', () => {
    const { output, exitCode } = type('curl -s -o NUL http://localhost');
    expect([exitCode, output.map(({ note }) => note?.kind)]).toEqual([0, ['not-modelled']]);
    expect(type('curl.exe -s -o NUL http://localhost').output).toEqual([]);
    expect(run(type('cmd').world, 'windows', 'curl -s -o NUL http://localhost').output).toEqual([]);
  });

  it('by sc, which PowerShell takes for Set-Content, is told so', () => {
    expect(texts(type('sc query winnat')).join('\n')).toContain('Set-Content');
    expect(texts(run(type('cmd').world, 'windows', 'sc query winnat')).join('\n')).toContain('RUNNING');
  });

  it('that is broken is refused in the words of its shell, never in those of bash', () => {
    expect(texts(type('"unclosed')).at(3)).toBe('The string is missing the terminator: ".');
    expect(texts(type('netstat -ano |')).at(3)).toBe('An empty pipe element is not allowed.');
    expect(texts(type('&& hostname')).at(3)).toContain("The token '&&' is not a valid statement separator");
    const { world: cmd } = type('cmd');
    expect(texts(run(cmd, 'windows', '| findstr x'))).toEqual(['| was unexpected at this time.']);
    expect(texts(run(cmd, 'windows', 'netstat -ano |'))).toEqual(['The syntax of the command is incorrect.']);
    expect(texts(run(cmd, 'windows', 'ping "localhost')).join('\n')).toContain('TTL=128');
  });

  it('names the home folder as each shell writes it', () => {
    const { world: written } = type(':write C:\\Users\\dev\\.wslconfig\n[wsl2]');
    expect(texts(run(written, 'windows', 'type $env:USERPROFILE\\.wslconfig'))).toEqual(['[wsl2]']);
    expect(texts(run(written, 'windows', 'cmd /c type %UserProfile%\\.wslconfig'))).toEqual(['[wsl2]']);
  });

  it('keeps only the lines that Select-String finds', () => {
    const line = '  TCP    127.0.0.1:80           0.0.0.0:0              LISTENING       24708';
    expect(texts(type('netstat -ano | sls listening'))).toEqual(['', line, '', '']);
  });

  it('takes -u root in WSL, where everybody is root here', () => {
    for (const words of ['-u root -d podman-machine-default', '-d podman-machine-default -u root', '--user root'])
      expect(texts(type(`wsl ${words} hostname -I`))).toEqual(['172.28.241.140 10.88.0.1 ']);
    expect(type('wsl -u me hostname').output.map(({ note }) => note?.kind)).toEqual(['not-modelled', 'understands']);
  });

  it('runs a line in a shell of WSL', () => {
    expect(texts(type('wsl bash -c "hostname -I; hostname"'))).toEqual([
      '172.28.241.140 10.88.0.1 ',
      'podman-machine-default',
    ]);
    expect(type('wsl bash').exitCode).toBe(0);
    expect(type('wsl sh script.sh').output.map(({ note }) => note?.kind)).toEqual(['not-modelled', 'understands']);
  });

  it.each([
    ['tnc -ComputerName localhost -Port 80 -InformationLevel Quiet', ['True']],
    ['tnc localhost -p 81 -InformationLevel quiet', ['WARNING: TCP connect to (127.0.0.1 : 81) failed', 'False']],
    ['ping -4 -n 1 -w 100 localhost | findstr Reply', ['Reply from 127.0.0.1: bytes=32 time<1ms TTL=128']],
    ['powershell -NoProfile -Command "hostname"', ['windows']],
    ['shutdown -t 0 -r -f', []],
  ])('%s prints what the real one does', (line, printed) => {
    expect(texts(type(line))).toEqual(printed);
  });

  it('opens no more shells in one another than a page bears', () => {
    const { exitCode, output } = type(`${'cmd /c powershell -c '.repeat(1500)} hostname`);
    expect([exitCode, output.map(({ note }) => note?.kind)]).toEqual([1, ['not-modelled']]);
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
