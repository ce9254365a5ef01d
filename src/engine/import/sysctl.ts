/** `sysctl -a`: one `key = value` a line. @see sysctl(8) */
import type { Report } from './problem.ts';

export function readSysctl(text: string, report: Report): Readonly<Record<string, string>> {
  const values: Record<string, string> = {};
  text.split('\n').forEach((line, index) => {
    if (line.trim() === '') return;
    const separator = line.indexOf('=');
    if (separator < 0) report(index + 1, `"${line}" is not "key = value"`);
    else values[line.slice(0, separator).trim()] = line.slice(separator + 1).trim();
  });
  return values;
}
