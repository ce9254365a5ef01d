/** What tells the two Windows shells from bash: prompt, words for what they do not find, signs they do not join commands by. */
import type { Machine, WindowsState } from '../../engine/index.ts';
import { err } from '../command.ts';
import type { OutputLine } from '../run-result.ts';
import type { LineFault } from '../tokenise.ts';
import { WINDOWS_HOME } from './path.ts';

/** The shell that reads what is typed at a machine. */
export type Flavour = 'bash' | WindowsState['shell'];

export function flavourOf({ kind, windows }: Machine): Flavour {
  return kind === 'windows' ? (windows?.shell ?? 'powershell') : 'bash';
}

/** What stands before a typed line; `place` names a machine that is no Windows. */
export function promptFor(machine: Machine | undefined, place: string): string {
  if (machine?.kind !== 'windows') return `${place} $`;
  return flavourOf(machine) === 'cmd' ? `${WINDOWS_HOME}>` : `PS ${WINDOWS_HOME}>`;
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
    ...position(line, line.indexOf(name), name.length),
    `    + CategoryInfo          : ObjectNotFound: (${name}:String) [], CommandNotFoundException`,
    '    + FullyQualifiedErrorId : CommandNotFoundException',
  ].map(err);
}

/** A line that the shell cannot read. Nothing of it is carried out. */
export function brokenLine(flavour: Flavour, line: string, { kind, sign, at }: LineFault): readonly OutputLine[] {
  if (flavour === 'cmd')
    return [
      err(
        kind === 'nothing-before' ? `${sign} was unexpected at this time.` : 'The syntax of the command is incorrect.',
      ),
    ];
  if (kind === 'open-quote')
    return parserError(
      line,
      at,
      line.length - at,
      `The string is missing the terminator: ${sign}.`,
      'TerminatorExpectedAtEndOfString',
    );
  return sign === '|'
    ? parserError(line, at, 1, 'An empty pipe element is not allowed.', 'EmptyPipeElement')
    : wrongSeparator(line, sign, at);
}

/** `&&` and `||` came with PowerShell 7; the one that Windows ships refuses the whole line. */
export function wrongSeparator(line: string, sign: string, at = line.indexOf(sign)): readonly OutputLine[] {
  const text = `The token '${sign}' is not a valid statement separator in this version.`;
  return parserError(line, at, sign.length, text, 'InvalidEndOfLine');
}

/** `&` joins commands in the Command Prompt only. */
export function wrongAmpersand(line: string): readonly OutputLine[] {
  const text =
    'The ampersand (&) character is not allowed. The & operator is reserved for future use; wrap an ampersand in ' +
    'double quotation marks ("&") to pass it as part of a string.';
  return parserError(line, line.indexOf('&'), 1, text, 'AmpersandNotAllowed');
}

function parserError(line: string, at: number, length: number, text: string, id: string): readonly OutputLine[] {
  return [
    ...position(line, at, length),
    text,
    '    + CategoryInfo          : ParserError: (:) [], ParentContainsErrorRecordException',
    `    + FullyQualifiedErrorId : ${id}`,
  ].map(err);
}

function position(line: string, at: number, length: number): readonly string[] {
  return [
    `At line:1 char:${at + 1}`,
    `+ ${line}`,
    `+ ${' '.repeat(Math.max(at, 0))}${'~'.repeat(Math.max(length, 1))}`,
  ];
}
