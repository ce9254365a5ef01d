/** Serves the built site for the tests, each page with an ear at its head that hears what goes wrong in it. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { preview, type Plugin, type PreviewServer } from 'vite';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** The site's address, with its last slash. */
    site: string;
  }
}

const earPath = '/__ear.js';
/** An empty page of the same origin, to open a lesson in a frame of any size. */
export const framePath = '/__frame.html';

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server: PreviewServer = await preview({ logLevel: 'error', plugins: [withEar()] });
  const site = server.resolvedUrls?.local[0];
  if (site === undefined) throw new Error('the built site is not served');
  project.provide('site', site);
  return () => server.close();
}

function withEar(): Plugin {
  return {
    name: 'hop-by-hop:ear',
    configurePreviewServer({ middlewares, config }) {
      const outDir = join(config.root, config.build.outDir);
      middlewares.use((request, response, next) => {
        const { pathname } = new URL(request.url ?? '/', 'http://localhost');
        const send = (type: string, body: string) => response.setHeader('Content-Type', type).end(body);
        if (pathname === earPath) return void send('text/javascript', `(${ear.toString()})()`);
        if (pathname === framePath) return void send('text/html', '<!doctype html><title>frame</title>');
        const file = join(outDir, pathname.endsWith('/') ? `${pathname}index.html` : pathname);
        if (!file.endsWith('.html') || !existsSync(file)) {
          next();
          return;
        }
        send('text/html', readFileSync(file, 'utf8').replace('<head>', `$&<script src="${earPath}"></script>`));
      });
    },
  };
}

/** Runs in the page, before anything else of it. */
function ear(): void {
  const heard: string[] = [];
  Object.assign(window, { heard });
  for (const kind of ['error', 'warn'] as const) {
    const usual = console[kind].bind(console);
    console[kind] = (...words: unknown[]) => {
      heard.push(`console.${kind}: ${words.map(String).join(' ')}`);
      usual(...words);
    };
  }
  addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
    heard.push(`policy: ${violatedDirective} ${blockedURI}`),
  );
  addEventListener('unhandledrejection', ({ reason }) => heard.push(`rejected: ${String(reason)}`));
  // Captured: a part that does not load does not bubble.
  addEventListener(
    'error',
    ({ message, target }: Partial<ErrorEvent>) =>
      heard.push(message ?? `not loaded: ${(target as Element | null)?.outerHTML ?? ''}`),
    true,
  );
}
