/** What tells the two Windows shells from bash: prompt, words for what they do not find, signs they do not join commands by. */
import type { Machine, WindowsState } from '../../engine/index.ts';
import { err } from '../command.ts';
import type { OutputLine } from '../run-result.ts';

/** The shell that reads what is typed at a machine. */
export type Flavour = 'bash' | WindowsState['shell'];

export function flavourOf({ kind, windows }: Machine): Flavour {
  return kind === 'windows' ? (windows?.shell ?? 'powershell') : 'bash';
}

const HOME = 'C:\\Users\\dev';

/** What stands before a typed line; `place` names a machine that is no Windows. */
export function promptFor(machine: Machine | undefined, place: string): string {
  if (machine?.kind !== 'windows') return `${place} $`;
  return flavourOf(machine) === 'cmd' ? `${HOME}>` : `PS ${HOME}>`;
}

/**
 * A word that is no command here. Windows PowerShell 5.1 marks the place in the line; the Command Prompt does not.
 * @see PowerShell about_Command_Precedence; the texts are those of the programs
 */
export function windowsNotFound(flavour: Flavour, name: string, line: string): readonly OutputLine[] {
  if (flavour === 'cmd')
    return [`'${name}' is not recognized as an internal or external command,`, 'operable program or batch file.'].map(
      err,
    );
  return [
    `${name} : The term '${name}' is not recognized as the name of a cmdlet, function, script file, or operable program. ` +
      'Check the spelling of the name, or if a path was included, verify that the path is correct and try again.',
    ...position(line, name),
    `    + CategoryInfo          : ObjectNotFound: (${name}:String) [], CommandNotFoundException`,
    '    + FullyQualifiedErrorId : CommandNotFoundException',
  ].map(err);
}

/** `&&` and `||` came with PowerShell 7; the one that Windows ships refuses the whole line. */
export function wrongSeparator(line: string, sign: '&&' | '||'): readonly OutputLine[] {
  return [
    ...position(line, sign),
    `The token '${sign}' is not a valid statement separator in this version.`,
    '    + CategoryInfo          : ParserError: (:) [], ParentContainsErrorRecordException',
    '    + FullyQualifiedErrorId : InvalidEndOfLine',
  ].map(err);
}

function position(line: string, marked: string): readonly string[] {
  const at = line.indexOf(marked);
  return [`At line:1 char:${at + 1}`, `+ ${line}`, `+ ${' '.repeat(at)}${'~'.repeat(marked.length)}`];
}
