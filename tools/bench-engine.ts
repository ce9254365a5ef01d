/**
 * `npm run bench:engine [flows]`: measures the engine as the site ships it, bundled, in a process of its own. What is measured
 * stands in `tools/bench/engine.ts`; `flows` is how many the memory figure lets pass (a million where absent).
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { build } from 'vite';

const outDir = mkdtempSync(join(tmpdir(), 'bench-engine-'));
try {
  await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: {
      ssr: 'tools/bench/engine.ts',
      outDir,
      emptyOutDir: true,
      rolldownOptions: { output: { entryFileNames: 'engine.mjs' } },
    },
  });
  const { status } = spawnSync(
    process.execPath,
    ['--expose-gc', join(outDir, 'engine.mjs'), ...process.argv.slice(2)],
    {
      stdio: 'inherit',
    },
  );
  process.exitCode = status ?? 1;
} finally {
  rmSync(outDir, { recursive: true });
}
