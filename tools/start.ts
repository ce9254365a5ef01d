/** `npm start`: builds the site, serves it on this machine and prints the address. `PORT` chooses another port. */
import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { preview } from 'vite';

// A process of its own: the build ends in full before the server begins.
const build = spawnSync(process.execPath, ['node_modules/vite/bin/vite.js', 'build'], { stdio: 'inherit' });
if (build.status !== 0) process.exit(build.status ?? 1);

const server = await preview({ preview: { port: Number(process.env['PORT'] ?? 4173) } });
process.stdout.write('\nHop by Hop is served. Open:\n');
server.printUrls();
process.stdout.write('Press Ctrl+C to stop.\n');
