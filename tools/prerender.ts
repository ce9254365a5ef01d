/**
 * Writes every page as finished HTML. `vite build` makes the client and a server bundle of `src/ui/render.ts`, runs the
 * latter, and drops it; `vite` (development) renders a page when it is asked for.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import type { Plugin, ResolvedConfig, ViteBuilder, ViteDevServer } from 'vite';
import { criticalCss } from './critical-css.ts';
import type { PageAssets, RenderSite, SiteFile } from '../src/ui/render.ts';

/** The modules that make a page live, by the kind of page. */
export const entries = { lesson: 'src/main.ts', home: 'src/ui/home/main.ts' } as const;
const serverEntry = 'src/ui/render.ts';
const serverFolder = 'node_modules/.hop-by-hop/server';

type PageKind = keyof typeof entries;

/** One entry of Vite's manifest, as far as it is read here. */
interface ManifestChunk {
  readonly file: string;
  readonly name?: string;
  readonly imports?: readonly string[];
}
type Manifest = Readonly<Record<string, ManifestChunk>>;

/** What `src/content` takes from Node. */
const nodeNames: Readonly<Record<string, readonly string[]>> = {
  'node:fs': ['existsSync', 'readdirSync', 'readFileSync'],
  'node:path': ['join'],
};

export function prerender(): Plugin {
  let config: ResolvedConfig;
  return {
    name: 'hop-by-hop:prerender',
    enforce: 'pre',
    config: () => ({
      environments: {
        client: {
          build: {
            manifest: true,
            // One style sheet: each page carries what it shows at first, its script adds the whole.
            cssCodeSplit: false,
            modulePreload: { polyfill: false },
            rolldownOptions: {
              input: { ...entries },
              // d3's umbrella only passes on: taken as such, its zoom stays out of what the first step needs. Svelte's bindings
              // do nothing by themselves: each goes to the part that binds.
              treeshake: {
                moduleSideEffects: [{ test: /node_modules\/(?:d3|svelte\/.*\/bindings)\//, sideEffects: false }],
              },
              // What the first step needs, in two files: each further one costs a request, and packs worse. The rest of the same
              // folders is left to the parts that are loaded later.
              output: {
                codeSplitting: {
                  includeDependenciesRecursively: false,
                  groups: [
                    {
                      name: 'base',
                      tags: ['$initial'],
                      test: /node_modules.(?:svelte|clsx)|src.ui.(?:settings|theme|offline|ThemeSwitch)|preload-helper|load-ui/,
                    },
                    {
                      name: 'stage',
                      tags: ['$initial'],
                      test: /node_modules.xstate|src.(?:content|diagram|player|ui.(?:lesson|diagram|actor-view|late-styles|lazy-part))/,
                    },
                  ],
                },
              },
            },
          },
        },
        ssr: { build: { outDir: serverFolder, rolldownOptions: { input: serverEntry } } },
      },
      builder: { buildApp: (builder) => buildSite(builder) },
    }),
    configResolved: (resolved) => void (config = resolved),
    configureServer: (server) => {
      reloadOnWords(server);
      return () => serveSite(server);
    },
    // The content's door also leads to what reads lessons from disk. The build drops that from the page; in development
    // the page gets empty hands in its place.
    resolveId(id) {
      const isForPage = this.environment.mode === 'dev' && this.environment.name === 'client';
      return isForPage && id in nodeNames ? `\0${id}` : undefined;
    },
    load(id) {
      const names = id.startsWith('\0') ? nodeNames[id.slice(1)] : undefined;
      return names?.map((name) => `export const ${name} = undefined;`).join('\n');
    },
  };

  async function buildSite(builder: ViteBuilder): Promise<void> {
    const { client, ssr } = builder.environments;
    if (!client || !ssr) throw new Error('the build needs a client and a server environment');
    await builder.build(client);
    await builder.build(ssr);
    const { root } = config;
    const outDir = resolve(root, config.build.outDir);
    const manifestFile = join(outDir, '.vite/manifest.json');
    const manifest = JSON.parse(readFileSync(manifestFile, 'utf8')) as Manifest;
    const bundle = (await import(pathToFileURL(join(root, serverFolder, 'render.js')).href)) as {
      renderSite: RenderSite;
    };
    const pages = await bundle.renderSite({
      template: readFileSync(join(root, 'index.html'), 'utf8'),
      root,
      site: siteUrl(),
      drafts: false,
      fingerprint,
      assets: (kind, body, extra, styles) => builtAssets(outDir, manifest, kind, body, extra, styles),
    });
    for (const { path, text } of pages) {
      const file = join(outDir, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
    rmSync(join(root, serverFolder), { recursive: true, force: true });
    rmSync(join(outDir, '.vite'), { recursive: true, force: true });
    writeFileSync(join(outDir, 'sw.js'), serviceWorker(root, outDir));
  }
}

function fingerprint(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

/** `SITE_URL=https://example.org/course/` makes previews and language links absolute. */
function siteUrl(): string {
  const given = process.env['SITE_URL'] ?? '';
  return given === '' || given.endsWith('/') ? given : `${given}/`;
}

/** @param body the page's HTML. @param extra source files of lazy modules that this page needs at once, too. @param styles behind those of all pages. */
function builtAssets(
  outDir: string,
  manifest: Manifest,
  kind: PageKind,
  body: string,
  extra: readonly string[],
  styles: string,
): PageAssets {
  const files = new Set<string>();
  const visit = (key: string) => {
    const chunk = chunkOf(manifest, key);
    if (files.has(chunk.file)) return;
    files.add(chunk.file);
    chunk.imports?.forEach(visit);
  };
  visit(entries[kind]);
  const script = [...files][0] ?? null;
  extra.forEach(visit);
  const sheet = chunkOf(manifest, 'style.css').file;
  const shared = readFileSync(join(outDir, sheet), 'utf8').trim();
  const css = criticalCss(`${shared}${styles.trim()}`, body);
  const cssHash = `'sha256-${createHash('sha256').update(css).digest('base64')}'`;
  return {
    script,
    preloads: [...files].filter((file) => file !== script),
    css,
    cssHash,
    lateStyles: kind === 'lesson' ? sheet : null,
  };
}

function chunkOf(manifest: Manifest, key: string): ManifestChunk {
  const chunk = manifest[key];
  if (!chunk) throw new Error(`the build made nothing for ${key}`);
  return chunk;
}

/** Names every file of the finished site; a page goes by its folder, as it is asked for. */
function serviceWorker(root: string, outDir: string): string {
  const files = readdirSync(outDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !['404.html', 'preview.png', 'sw.js'].includes(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const hash = createHash('sha256');
  for (const file of files) hash.update(readFileSync(file));
  const names = files.map((file) => `./${relative(outDir, file).replaceAll(sep, '/')}`.replace(/index\.html$/, ''));
  return readFileSync(join(root, 'tools/service-worker.js'), 'utf8')
    .replace('%version%', () => hash.digest('hex').slice(0, 12))
    .replace('/* %files% */ []', () => JSON.stringify(names));
}

/** Words, data and what only finished pages hold stand in no module of the page: a change of theirs loads it again. */
function reloadOnWords(server: ViteDevServer): void {
  const folders = ['lessons', 'src/content', 'src/ui/page', 'src/ui/styles'].map(
    (path) => join(server.config.root, path) + sep,
  );
  server.watcher.on('all', (_event, file) => {
    if (folders.some((folder) => file.startsWith(folder))) server.ws.send({ type: 'full-reload' });
  });
}

/** In development the site is rendered when it is first asked for, and again after a change; Vite adds its own client. */
function serveSite(server: ViteDevServer): void {
  const { root } = server.config;
  let rendered: ReturnType<typeof renderAll> | null = null;
  server.watcher.on('all', (_event, file) => {
    if ([join(root, 'lessons'), join(root, 'src'), join(root, 'index.html')].some((path) => file.startsWith(path)))
      rendered = null;
  });
  /** One rendering serves a page and all the data that it asks for. One that failed is tried again. */
  const files = () => {
    const now = (rendered ??= renderAll(server));
    now.catch(() => {
      if (rendered === now) rendered = null;
    });
    return now;
  };
  server.middlewares.use((request, response, next) => {
    const path = (request.url ?? '/').replace(/[?#].*$/, '').replace(/^\//, '');
    const isPage = path === '' || path.endsWith('/');
    if (!isPage && !path.endsWith('.json')) {
      next();
      return;
    }
    const wanted = isPage ? `${path}index.html` : path;
    const render = async () => {
      const file = (await files()).find((candidate) => candidate.path === wanted);
      if (!file) return null;
      return isPage ? server.transformIndexHtml(`/${wanted}`, file.text) : file.text;
    };
    render().then((text) => {
      if (text === null) {
        next();
        return;
      }
      response.setHeader('Content-Type', isPage ? 'text/html; charset=utf-8' : 'application/json');
      response.end(text);
    }, next);
  });
}

async function renderAll(server: ViteDevServer): Promise<readonly SiteFile[]> {
  const { renderSite } = (await server.ssrLoadModule(`/${serverEntry}`)) as { renderSite: RenderSite };
  return renderSite({
    template: readFileSync(join(server.config.root, 'index.html'), 'utf8'),
    root: server.config.root,
    site: '',
    drafts: true,
    fingerprint,
    assets: (kind, _body, _extra, styles) => ({
      script: entries[kind],
      preloads: [],
      css: styles,
      cssHash: null,
      lateStyles: null,
    }),
  });
}
