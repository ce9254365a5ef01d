/** One finished page as text: everything in `<head>`, the policy included. Server side only. */
import type { Language } from '../../content/index.ts';

/** What the client build made for one kind of page; addresses relative to the site's root. */
export interface PageAssets {
  /** The module that makes the page live, and the modules it needs at once. */
  readonly script: string | null;
  readonly preloads: readonly string[];
  /** The styles of the page's first look, inlined. In development only what no module brings. */
  readonly css: string;
  /** `'sha256-…'` of `css`, for the policy. Null in development: no policy. */
  readonly cssHash: string | null;
  /** The whole style sheet, for what comes to life later. Null where nothing does, and in development. */
  readonly lateStyles: string | null;
}

export interface PageMeta {
  readonly language: Language;
  /** Path below the site's root, `en/bridge-subnet-collision/`; empty for the root itself. */
  readonly path: string;
  /** From the page to the site's root: `../../`. */
  readonly root: string;
  readonly title: string;
  readonly description: string;
  /** The same page in each language, as paths below the root. */
  readonly alternates: Readonly<Partial<Record<Language, string>>>;
  /** Blocking files that run before the first paint, below the root. */
  readonly blocking: readonly string[];
  /** State of the page for tools and embedders: `data-…` attributes of `<html>`. */
  readonly state?: Readonly<Record<string, string>>;
  readonly index: boolean;
}

/** Where the site will stand, for addresses that must be absolute (previews). Empty when not known. */
export type SiteUrl = string;

const TEMPLATE_MARKS = { language: '%lang%', head: '<!--head-->', body: '<!--body-->' };

/** Fills `template` (index.html). Replacements are functions, as `$` in a text must stay what it is. */
export function documentOf(template: string, meta: PageMeta, assets: PageAssets, site: SiteUrl, body: string): string {
  const state = Object.entries(meta.state ?? {}).map(([name, value]) => ` data-${name}="${escapeHtml(value)}"`);
  return template
    .replace(`"${TEMPLATE_MARKS.language}"`, () => `"${meta.language}"${state.join('')}`)
    .replace(TEMPLATE_MARKS.head, () => headOf(meta, assets, site))
    .replace(TEMPLATE_MARKS.body, () => body);
}

function headOf(meta: PageMeta, assets: PageAssets, site: SiteUrl): string {
  const { root } = meta;
  const absolute = (path: string) => (site === '' ? `${root}${path}` || './' : `${site}${path}`);
  const alternates = Object.entries(meta.alternates).map(
    ([language, path]) => `<link rel="alternate" hreflang="${language}" href="${absolute(path)}">`,
  );
  return [
    assets.cssHash === null ? '' : `<meta http-equiv="Content-Security-Policy" content="${policy(assets.cssHash)}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    // Named before what blocks: with a policy in the page, browsers look no further ahead than they have parsed.
    ...meta.blocking.map((file) => `<link rel="preload" as="script" href="${root}${file}">`),
    ...(assets.script === null ? [] : [assets.script, ...assets.preloads]).map(
      (file) => `<link rel="modulepreload" href="${root}${file}">`,
    ),
    ...meta.blocking.map((file) => `<script src="${root}${file}"></script>`),
    assets.css === '' ? '' : `<style>${assets.css}</style>`,
    // Asked for with the scripts, so that it is here when they are; it holds up no paint.
    assets.lateStyles === null
      ? ''
      : `<link rel="preload" as="style" href="${root}${assets.lateStyles}" data-late-styles>`,
    `<title>${escapeHtml(meta.title)}</title>`,
    `<meta name="description" content="${escapeHtml(meta.description)}">`,
    meta.index ? '' : '<meta name="robots" content="noindex">',
    ...(assets.script === null ? [] : [`<script type="module" src="${root}${assets.script}"></script>`]),
    ...alternates,
    site === '' || !meta.index ? '' : `<link rel="canonical" href="${site}${meta.path}">`,
    `<meta property="og:type" content="website"><meta property="og:site_name" content="Hop by Hop">`,
    `<meta property="og:title" content="${escapeHtml(meta.title)}">`,
    `<meta property="og:description" content="${escapeHtml(meta.description)}">`,
    `<meta property="og:locale" content="${meta.language === 'ko' ? 'ko_KR' : 'en_US'}">`,
    site === '' ? '' : `<meta property="og:url" content="${site}${meta.path}">`,
    `<meta property="og:image" content="${absolute('preview.png')}">`,
    '<meta property="og:image:width" content="1200"><meta property="og:image:height" content="630">',
    `<meta property="og:image:alt" content="Hop by Hop">`,
    '<meta name="twitter:card" content="summary_large_image">',
    `<link rel="icon" href="${root}favicon.svg" type="image/svg+xml">`,
    `<link rel="manifest" href="${root}manifest.webmanifest">`,
  ]
    .filter((line) => line !== '')
    .join('\n');
}

/** @see design.md 10: nothing comes from anywhere else, nothing runs or styles that was not built with the page. */
function policy(cssHash: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' ${cssHash}`,
    "img-src 'self' data: blob:",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

/** Data for the page's script. `<` is escaped, so that no text in it can end the element. */
export function jsonBlock(id: string, data: unknown, attributes: Readonly<Record<string, string>> = {}): string {
  const named = Object.entries(attributes).map(([name, value]) => ` data-${name}="${escapeHtml(value)}"`);
  return `<script type="application/json" id="${id}"${named.join('')}>${JSON.stringify(data).replaceAll('<', '\\u003c')}</script>`;
}

export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
