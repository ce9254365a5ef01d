/** Paths on Windows, as they are typed in either shell. */
export const WINDOWS_HOME = 'C:\\Users\\dev';

/** The one variable that paths are typed with: `%UserProfile%` in the Command Prompt, `$env:USERPROFILE` or `$HOME` in PowerShell. */
const HOME_VARIABLE = { cmd: /%userprofile%/gi, powershell: /\$(env:userprofile|home)\b/gi } as const;

export function withHome(shell: keyof typeof HOME_VARIABLE, text: string): string {
  return text.replaceAll(HOME_VARIABLE[shell], WINDOWS_HOME);
}

/** `C:\Users\dev\.wslconfig` for `.wslconfig`, `~/.wslconfig`, `"%UserProfile%\.wslconfig"`: both shells stand in the home folder here. */
export function windowsPath(typed: string): string {
  const named = withHome('powershell', withHome('cmd', typed.replaceAll('"', '')));
  const plain = named.replaceAll('/', '\\').replace(/^(~|\.)\\/, '');
  return /^[A-Za-z]:\\/.test(plain) ? plain : `${WINDOWS_HOME}\\${plain}`;
}
