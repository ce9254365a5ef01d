/**
 * Packs recorded labs into `test/labs/<id>.json.gz`: what the tests read where the recordings themselves are not at hand.
 *
 *   npx tsx tools/pack-lab.ts <lab folder>…
 *
 * Lossless for everything the engine reads or is judged by: `lab.json`, the hosts' raw command outputs and each probe's
 * outcome, packets, rules, drops and conntrack entries. Left out are the routing lookups (`fib`, for information only), the
 * time stamps (`t_us`, which mean nothing) and the listings that only repeat another in a second form.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';

const OUT = join(import.meta.dirname, '..', 'test', 'labs');
/** Repeats `iptables-save.txt` in nft's syntax; the other is the bridge FDB as text. */
const REPEATED = new Set(['nft_list_ruleset.txt', 'bridge_fdb.txt']);

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
const folders = (path: string): string[] =>
  readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();

function hostFiles(folder: string): Record<string, string> {
  const names = readdirSync(folder).filter((name) => !REPEATED.has(name));
  return Object.fromEntries(names.sort().map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

function withoutNoise(key: string, value: unknown): unknown {
  return key === 'fib' || key === 't_us' ? undefined : value;
}

function pack(folder: string): Buffer {
  const hosts = join(folder, 'hosts');
  const expected = join(folder, 'expected');
  const packed = {
    lab: readJson(join(folder, 'lab.json')),
    hosts: Object.fromEntries(folders(hosts).map((host) => [host, hostFiles(join(hosts, host))])),
    expected: Object.fromEntries(
      readdirSync(expected)
        .sort()
        .map((name) => [basename(name, '.json'), readJson(join(expected, name))]),
    ),
  };
  return gzipSync(JSON.stringify(packed, withoutNoise), { level: 9 });
}

mkdirSync(OUT, { recursive: true });
for (const folder of process.argv.slice(2)) {
  const bytes = pack(folder);
  // gzip's header names the operating system; the same lab packs to the same bytes everywhere.
  bytes[9] = 255;
  writeFileSync(join(OUT, `${basename(folder)}.json.gz`), bytes);
  console.log(`${basename(folder)} ${(bytes.length / 1000).toFixed(0)} kB`);
}
