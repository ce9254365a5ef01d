/**
 * Prints what one probe of a recorded lab sets off, one step a line, with the reason and what lost.
 *
 *   npm run --silent trace -- <lab folder or id> <probe>
 *
 * An id (`f02-incident-rp-off`) is looked for among the packed labs of the tests. Without a probe all of them are listed.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import {
  formatTrace,
  importLab,
  probe,
  probeOf,
  type HostFiles,
  type LabProbe,
  type LabWiring,
} from '../src/engine/index.ts';

interface Lab {
  readonly lab: LabWiring & { readonly probes?: readonly LabProbe[] };
  readonly hosts: Readonly<Record<string, HostFiles>>;
}

const PACKED = join(import.meta.dirname, '..', 'test', 'labs');

function readFolder(folder: string): Lab {
  const hosts = join(folder, 'hosts');
  const filesOf = (host: string): HostFiles =>
    Object.fromEntries(
      readdirSync(join(hosts, host)).map((name) => [name, readFileSync(join(hosts, host, name), 'utf8')]),
    );
  return {
    lab: JSON.parse(readFileSync(join(folder, 'lab.json'), 'utf8')) as Lab['lab'],
    hosts: Object.fromEntries(readdirSync(hosts).map((host) => [host, filesOf(host)])),
  };
}

function readLab(name: string): Lab {
  if (existsSync(join(name, 'lab.json'))) return readFolder(name);
  const packed = join(PACKED, `${name}.json.gz`);
  if (!existsSync(packed)) throw new Error(`"${name}" is neither a lab folder nor the id of a packed lab`);
  return JSON.parse(gunzipSync(readFileSync(packed)).toString()) as Lab;
}

function main([name, id]: readonly string[]): number {
  if (name === undefined) {
    console.error('usage: npm run --silent trace -- <lab folder or id> [<probe>]');
    return 2;
  }
  const { lab, hosts } = readLab(name);
  const request = lab.probes?.find((candidate) => candidate.id === id);
  if (request === undefined) {
    for (const { id: known, from, kind, dst, dport } of lab.probes ?? [])
      console.log(`${known}  ${from} ${kind} ${dst ?? '(a name)'}${dport === undefined ? '' : `:${dport}`}`);
    return id === undefined ? 0 : 1;
  }
  const { world, problems } = importLab(lab, hosts);
  for (const { file, line, message } of problems) console.error(`${file}:${line}: ${message}`);
  const asked = probeOf(world, request);
  console.log('step, time, conversation (> the question, < the answer), place, what happened: why; below it what lost');
  if (asked === null) console.log('the name has no address: nothing is sent');
  else for (const line of formatTrace(probe(world, asked).trace)) console.log(line);
  return 0;
}

process.exitCode = main(process.argv.slice(2));
