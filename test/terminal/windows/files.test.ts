import { describe, expect, it } from 'vitest';
import { WindowsSession } from '../../support/windows-world.ts';

const WRITTEN = ':write C:\\Users\\dev\\.wslconfig\n[wsl2]\nlocalhostForwarding=false';

describe('type', () => {
  it.each(['type .wslconfig', 'Get-Content ~\\.wslconfig', 'gc C:\\users\\DEV\\.wslconfig', 'cat .\\.wslconfig'])(
    '%s prints a file of the home folder',
    (line) => {
      const session = new WindowsSession();
      session.type(WRITTEN);
      expect(session.type(line)).toBe('[wsl2]\nlocalhostForwarding=false');
    },
  );

  it('is one file whatever capitals its path was written with', () => {
    const session = new WindowsSession();
    expect(session.type(':write c:\\users\\DEV\\.WslConfig\n[wsl2]')).toContain('C:\\Users\\dev\\.wslconfig');
    expect(Object.keys(session.world.machines['windows']?.files ?? {})).toEqual(['C:\\Users\\dev\\.wslconfig']);
  });

  it('says what each shell says of a file that is not there', () => {
    const session = new WindowsSession();
    expect(session.type('type .wslconfig')).toBe(
      "Get-Content : Cannot find path 'C:\\Users\\dev\\.wslconfig' because it does not exist.",
    );
    session.type('cmd');
    expect(session.type('type .wslconfig')).toBe('The system cannot find the file specified.');
    expect(session.exitCode).toBe(1);
  });

  it('is called Get-Content in PowerShell only', () => {
    const session = new WindowsSession();
    session.type('cmd');
    expect(session.type('Get-Content .wslconfig')).toContain("'Get-Content' is not recognized");
  });
});
