/**
 * What the engine predicts for the probes of recorded labs, from `lab.json` and `hosts/` alone.
 *
 *   npm run --silent predict -- <lab folder>…
 *
 * Prints one JSON object `{ "<lab id>": { "<probe id>": { outcome, reply, err, packets, rules, drops, conntrack } } }` in the
 * recording's own format; what could not be read goes to standard error. A probe that meets something unmodelled gives
 * `{ "refused": "…" }`.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importLab, predictProbe, type HostFiles, type LabProbe, type LabWiring } from '../src/engine/index.ts';

type Lab = LabWiring & { readonly probes?: readonly LabProbe[] };

function readHosts(folder: string): Readonly<Record<string, HostFiles>> {
  const hosts = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return Object.fromEntries(hosts.map(({ name }) => [name, readFiles(join(folder, name))]));
}

function readFiles(folder: string): HostFiles {
  return Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

function predictLab(folder: string): readonly [string, object] {
  const lab = JSON.parse(readFileSync(join(folder, 'lab.json'), 'utf8')) as Lab;
  const { world, problems } = importLab(lab, readHosts(join(folder, 'hosts')));
  for (const { file, line, message } of problems) console.error(`${lab.id}/hosts/${file}:${line}: ${message}`);
  return [lab.id, Object.fromEntries((lab.probes ?? []).map((probe) => [probe.id, predictProbe(world, probe)]))];
}

const folders = process.argv.slice(2);
if (folders.length === 0) {
  console.error('usage: npm run --silent predict -- <lab folder>…');
  process.exitCode = 2;
} else {
  console.log(JSON.stringify(Object.fromEntries(folders.map(predictLab))));
}
