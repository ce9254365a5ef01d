/** `sysctl -a`: one `key = value` a line. @see sysctl(8) */
import type { Report } from './problem.ts';

export function readSysctl(text: string, report: Report): Readonly<Record<string, string>> {
  const values: Record<string, string> = Object.create(null) as Record<string, string>;
  text.split(/\r?\n/).forEach((line, index) => {
    if (line.trim() === '' || /^\s*[#;]/.test(line)) return;
    const separator = line.indexOf('=');
    const key = line.slice(0, Math.max(0, separator)).trim();
    if (separator < 0 || !/^[\w.\-/@*:]+$/.test(key)) report(index + 1, `"${line}" is not "key = value"`);
    else {
      if (Object.hasOwn(values, key)) report(index + 1, `"${key}" stands here a second time; the last one is taken`);
      values[key] = line.slice(separator + 1).trim();
    }
  });
  return { ...values };
}

/** Settings that change what a packet meets and that the engine does not follow, with the value it takes for granted. */
const TAKEN_FOR_GRANTED = {
  'net.ipv4.tcp_fwmark_accept': '0',
  'net.netfilter.nf_conntrack_tcp_loose': '1',
  'net.netfilter.nf_conntrack_tcp_be_liberal': '0',
} as const;

/** @returns the first setting that may change an answer, reported by name; undefined where there is none. */
export function unmodelledSysctl(values: Readonly<Record<string, string>>, report: Report): string | undefined {
  const found = Object.entries(TAKEN_FOR_GRANTED).find(([key, usual]) => (values[key] ?? usual) !== usual);
  if (found === undefined) return undefined;
  const what = `${found[0]} = ${values[found[0]] ?? ''}`;
  report(0, `${what} is not modelled; what passes this namespace is refused`);
  return what;
}
