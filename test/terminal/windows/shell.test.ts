import { describe, expect, it } from 'vitest';
import { inLanguage } from '../../../src/engine/index.ts';
import { promptFor } from '../../../src/terminal/index.ts';
import { WindowsSession, windowsWorld } from '../../support/windows-world.ts';

describe('a shell on Windows', () => {
  it('is Windows PowerShell: it marks the word that it does not know', () => {
    const session = new WindowsSession();
    expect(session.type('ip route')).toBe(
      [
        "ip : The term 'ip' is not recognized as the name of a cmdlet, function, script file, or operable program. Check the spelling of the name, or if a path was included, verify that the path is correct and try again.",
        'At line:1 char:1',
        '+ ip route',
        '+ ~~',
        '    + CategoryInfo          : ObjectNotFound: (ip:String) [], CommandNotFoundException',
        '    + FullyQualifiedErrorId : CommandNotFoundException',
      ].join('\n'),
    );
    expect(session.exitCode).toBe(1);
  });

  it('minds neither capitals nor .exe', () => {
    const session = new WindowsSession();
    expect(session.type('HostName.EXE')).toBe('windows');
  });

  it('refuses && in PowerShell and takes it in the Command Prompt', () => {
    const session = new WindowsSession();
    expect(session.type('hostname && hostname')).toContain("The token '&&' is not a valid statement separator");
    expect(session.type('hostname; hostname')).toBe('windows\nwindows');
    session.type('cmd');
    expect(session.type('hostname && hostname')).toBe('windows\nwindows');
    expect(session.type('hostname & hostname')).toBe('windows\nwindows');
    expect(session.type('ip')).toBe(
      "'ip' is not recognized as an internal or external command,\noperable program or batch file.",
    );
    session.type('exit');
    expect(session.type('hostname && hostname')).toContain('not a valid statement separator');
  });

  it('runs one line in the Command Prompt and comes back', () => {
    const session = new WindowsSession();
    expect(session.type('cmd /c hostname')).toBe('windows');
    expect(promptFor(session.world.machines['windows'], 'windows')).toBe('PS C:\\Users\\dev>');
  });

  it('shows the prompt of the shell that is open', () => {
    const session = new WindowsSession();
    const prompt = () => promptFor(session.world.machines['windows'], 'windows');
    expect(prompt()).toBe('PS C:\\Users\\dev>');
    session.type('cmd');
    expect(prompt()).toBe('C:\\Users\\dev>');
    expect(promptFor(session.world.machines['vm'], 'vm')).toBe('vm $');
  });

  it('keeps the backslashes of a path, and writes files by it', () => {
    const session = new WindowsSession();
    expect(session.type(':write C:\\Users\\dev\\.wslconfig\n[wsl2]')).toBe(
      '"C:\\Users\\dev\\.wslconfig" 1L, 7B written',
    );
    expect(session.world.machines['windows']?.files['C:\\Users\\dev\\.wslconfig']).toBe('[wsl2]\n');
    expect(session.type(':write /etc/hosts\nx')).toContain('C:\\');
  });

  it('takes the page’s language unless its world or a line names one', () => {
    const windows = (world = windowsWorld()) => world.machines['windows']?.windows?.language;
    expect(windows()).toBeUndefined();
    expect(windows(inLanguage(windowsWorld(), 'ko'))).toBe('ko');
    const session = new WindowsSession();
    session.type(':set language en');
    expect(windows(inLanguage(session.world, 'ko'))).toBe('en');
    expect(session.type(':set language fr')).toContain('ko or en');
  });

  it('lists with its commands what has none', () => {
    const listed = new WindowsSession().type('help').split('\n');
    expect(listed).toEqual(expect.arrayContaining(['net stop winnat', ':elevate', ':hns reserve', ':reboot']));
  });

  it('is elevated by :elevate, until :elevate off', () => {
    const session = new WindowsSession();
    const elevated = () => session.world.machines['windows']?.windows?.elevated;
    session.type(':elevate');
    expect(elevated()).toBe(true);
    session.type(':elevate off');
    expect(elevated()).toBe(false);
  });
});
