/** What a page weighs before its first step, as a server with gzip sends it: the goals of README's figures. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';

const dist = join(import.meta.dirname, '../../dist');
const mostHtmlKib = 30;
const mostScriptKib = 60;

const kib = (bytes: Buffer) => gzipSync(bytes, { level: 9 }).length / 1024;

for (const language of ['ko', 'en']) {
  const folders = readdirSync(join(dist, language), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  for (const { name } of folders) {
    const page = join(dist, language, name, 'index.html');
    const html = readFileSync(page);

    test(`${language}/${name}: the page itself`, () => {
      expect(kib(html)).toBeLessThanOrEqual(mostHtmlKib);
    });

    test(`${language}/${name}: all scripts that its HTML names`, () => {
      const named = [...html.toString().matchAll(/(?:src|href)="([^"]+\.js)"/g)].map(([, file = '']) => file);
      const files = [...new Set(named)].map((file) => readFileSync(join(dirname(page), file)));
      expect(files.length).toBeGreaterThan(1);
      expect(files.reduce((sum, file) => sum + kib(file), 0)).toBeLessThanOrEqual(mostScriptKib);
    });
  }
}
