/**
 * Names that Windows PowerShell 5.1 has for cmdlets of its own and that hide a program of the same name: there `curl.exe` and `sc.exe` are
 * the programs. The Command Prompt knows none of them. @see PowerShell about_Aliases
 */
import type { Flavour } from './flavour.ts';

const HIDES: ReadonlyMap<string, string> = new Map([
  ['curl', 'Invoke-WebRequest'],
  ['sc', 'Set-Content'],
]);

/** @returns the cmdlet that answers instead of the program, or null where the program does */
export function hiddenBy(flavour: Flavour, typed: string): string | null {
  return flavour === 'powershell' ? (HIDES.get(typed.toLowerCase()) ?? null) : null;
}
