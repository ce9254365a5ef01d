/**
 * The boundaries between the folders of `src/`, read from the imports themselves.
 * The order of the folders and its reasons stand in CONTRIBUTING.md.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** A folder may import those of a lower rank; those of its own rank are its siblings, which it may not know. */
const ranks: Readonly<Record<string, number>> = {
  engine: 0,
  terminal: 1,
  diagram: 2,
  player: 2,
  content: 3,
  share: 3,
  export: 3,
  ui: 4,
};

/** Tables of data may be longer than a file of code. Each is named here. */
const dataTables: readonly string[] = ['src/i18n/messages.ko.ts', 'src/i18n/messages.en.ts'];

/** Kernels of the engine: each answers for one layer and knows none of the others; the packet path composes them. */
const kernels: ReadonlySet<string> = new Set(['link', 'route', 'netfilter', 'socket']);

const longestFileLines = 400;

/** Which files may import a package. A package that is not named here has no place in `src/`. */
const packages: Readonly<Record<string, (file: string) => boolean>> = {
  svelte: (file) => isIn(file, 'ui'),
  d3: (file) => isIn(file, 'diagram') || isIn(file, 'ui/diagram'),
  xstate: (file) => isIn(file, 'player') || file === 'src/ui/actor-view.svelte.ts',
  valibot: (file) => isIn(file, 'content') || isIn(file, 'share'),
  yaml: (file) => isIn(file, 'content'),
  marked: (file) => isIn(file, 'content'),
  node: (file) => isIn(file, 'content'),
};

/** Exports of `d3` that touch the page: those of d3-selection, -zoom, -drag, -brush, -transition, -axis, -fetch and -timer. */
const d3DomExports = new RegExp(
  '^(create|creator|local|matcher|namespaces?|pointers?|select(All|ion|or|orAll)?|style|window' +
    '|zoom(Identity|Transform)?|drag(Disable|Enable)?|brush.*|transition|active|interrupt|axis.*' +
    '|blob|buffer|csv|dsv|html|image|json|svg|text|tsv|xml|now|timer|timerFlush|timeout|interval)$',
);

/** Names whose answer depends on the page, the clock or chance. */
const impureNames: ReadonlySet<string> = new Set([
  ...[
    'window',
    'document',
    'navigator',
    'localStorage',
    'sessionStorage',
    'indexedDB',
    'HTMLElement',
    'customElements',
  ],
  ...['Date', 'performance', 'crypto', 'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'],
  ...['requestAnimationFrame', 'requestIdleCallback', 'fetch', 'XMLHttpRequest', 'WebSocket', 'Worker', 'globalThis'],
]);

interface Import {
  readonly specifier: string;
  /** Names taken from the module; `null` when it is taken whole. */
  readonly names: readonly string[] | null;
}

/** One way in which a source text breaks the boundaries, as a line that says where and why. */
function faultsOf(file: string, text: string): string[] {
  const source = parse(file, text);
  return [
    ...importsOf(source).flatMap((taken) => importFaults(file, taken)),
    ...(isIn(file, 'engine') ? impuritiesOf(source).map((name) => `${file}: the engine may not use ${name}`) : []),
    ...lengthFaults(file, text),
  ];
}

function importFaults(file: string, { specifier, names }: Import): string[] {
  const fault = (reason: string) => [`${file}: imports '${specifier}': ${reason}`];
  if (!specifier.startsWith('.')) return packageFaults(file, specifier, names).flatMap(fault);

  const target = posix.normalize(posix.join(posix.dirname(file), specifier));
  if (/\.(css|json|svg)(\?.*)?$/.test(target)) return [];
  if (!/\.(ts|svelte)(\?\w+)?$/.test(target)) return fault('name the file with its extension');
  if (!target.startsWith('src/')) return fault('it lies outside src');

  const [from, to] = [folderOf(file), folderOf(target)];
  if (from === 'engine' && to === 'engine') {
    const [kernel, other] = [file.split('/')[2] ?? '', target.split('/')[2] ?? ''];
    const areRivals = kernel !== other && kernels.has(kernel) && kernels.has(other);
    return areRivals ? fault(`the kernels ${kernel} and ${other} do not know each other`) : [];
  }
  if (from === to) return [];
  if (to === undefined) return fault('no folder may import the entry files of src');
  if (!/^src\/[^/]+\/index\.ts$/.test(target)) return fault(`use the folder's door, ${to}/index.ts`);
  if (from === undefined) return [];
  if (from === 'i18n') return fault('i18n imports nothing');
  if (to === 'i18n') return from === 'engine' ? fault('the engine speaks no language') : [];

  const [fromRank, toRank] = [ranks[from], ranks[to]];
  if (fromRank === undefined) return fault(`the folder ${from} has no rank`);
  if (toRank === undefined) return fault(`the folder ${to} has no rank`);
  if (fromRank === toRank) return fault(`${from} and ${to} are siblings`);
  return fromRank < toRank ? fault(`${from} stands below ${to}`) : [];
}

/** The reasons why `file` may not take `names` from a package. */
function packageFaults(file: string, specifier: string, names: readonly string[] | null): string[] {
  const name = specifier.startsWith('node:') ? 'node' : /^(@[^/]+\/)?[^/]+/.exec(specifier)?.[0];
  const family = name?.startsWith('d3-') ? 'd3' : name;
  const isAllowed = packages[family ?? ''];
  if (!isAllowed) return ['the package has no place in src'];
  if (!isAllowed(file)) return [`${family ?? ''} does not belong here`];
  if (family !== 'd3' || !isIn(file, 'diagram')) return [];
  if (names === null) return ['take d3 by named imports'];
  return names.filter((taken) => d3DomExports.test(taken)).map((taken) => `${taken} touches the page`);
}

function lengthFaults(file: string, text: string): string[] {
  const lines = text.trimEnd().split('\n').length;
  if (lines <= longestFileLines || dataTables.includes(file)) return [];
  return [`${file}: ${lines} lines; split before ${longestFileLines}`];
}

/** Every module named by an import, an export, a dynamic `import()` or a type `import()`. */
function importsOf(source: ts.SourceFile): Import[] {
  const found: Import[] = [];
  const add = (specifier: ts.Node | undefined, names: readonly string[] | null) => {
    if (specifier && ts.isStringLiteralLike(specifier)) found.push({ specifier: specifier.text, names });
  };
  visit(source, (node) => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, importedNames(node));
    if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, exportedNames(node));
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) add(node.arguments[0], null);
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      add(node.argument.literal, node.qualifier ? [node.qualifier.getText(source)] : null);
    }
  });
  return found;
}

function importedNames(node: ts.ImportDeclaration): readonly string[] | null {
  const bindings = node.importClause?.namedBindings;
  if (node.importClause?.name || !bindings || !ts.isNamedImports(bindings)) return null;
  return bindings.elements.map((element) => (element.propertyName ?? element.name).text);
}

function exportedNames(node: ts.ExportDeclaration): readonly string[] | null {
  if (!node.exportClause || !ts.isNamedExports(node.exportClause)) return null;
  return node.exportClause.elements.map((element) => (element.propertyName ?? element.name).text);
}

/** Impure names that a file uses and does not declare itself, and `Math.random`. */
function impuritiesOf(source: ts.SourceFile): string[] {
  const used = new Set<string>();
  const declared = new Set<string>();
  visit(source, (node) => {
    if (ts.isPropertyAccessExpression(node) && node.getText(source) === 'Math.random') used.add('Math.random');
    if (!ts.isIdentifier(node) || !impureNames.has(node.text)) return;
    const { parent } = node;
    const isMember =
      (ts.isPropertyAccessExpression(parent) && parent.name === node) ||
      (ts.isPropertyAssignment(parent) && parent.name === node) ||
      ts.isPropertySignature(parent);
    if (isMember) return;
    const isDeclaration =
      (ts.isVariableDeclaration(parent) || ts.isParameter(parent) || ts.isBindingElement(parent)) &&
      parent.name === node;
    (isDeclaration ? declared : used).add(node.text);
  });
  return [...used].filter((name) => !declared.has(name));
}

function visit(node: ts.Node, look: (node: ts.Node) => void): void {
  look(node);
  ts.forEachChild(node, (child) => visit(child, look));
}

/** A component counts by its scripts; its markup imports nothing. */
function parse(file: string, text: string): ts.SourceFile {
  const scripts = [...text.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map((match) => match[1] ?? '');
  const code = file.endsWith('.svelte') ? scripts.join('\n') : text;
  return ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);
}

function isIn(file: string, folder: string): boolean {
  return file.startsWith(`src/${folder}/`);
}

/** The folder of `src/` that holds a file; none for an entry file such as `src/main.ts`. */
function folderOf(file: string): string | undefined {
  return /^src\/([^/]+)\//.exec(file)?.[1];
}

function sourceFiles(): string[] {
  const src = join(root, 'src');
  if (!existsSync(src)) return [];
  return readdirSync(src, { recursive: true, encoding: 'utf8' })
    .map((name) => posix.join('src', ...name.split(sep)))
    .filter((file) => /\.(ts|svelte)$/.test(file) && !file.endsWith('.d.ts'))
    .sort();
}

describe('the source', () => {
  it('keeps every boundary', () => {
    expect(sourceFiles().flatMap((file) => faultsOf(file, readFileSync(join(root, file), 'utf8')))).toEqual([]);
  });

  it('uses svelte in src/ui alone', () => {
    expect(sourceFiles().filter((file) => file.includes('.svelte') && !isIn(file, 'ui'))).toEqual([]);
  });
});

describe('a boundary is broken by', () => {
  const broken: readonly (readonly [why: string, file: string, text: string, reason: RegExp])[] = [
    ['an engine that imports the terminal', 'engine/a.ts', `import { run } from '../terminal/index.ts';`, /below/],
    ['a type taken from a folder above', 'terminal/a.ts', `import type { A } from '../ui/index.ts';`, /below/],
    ['a player that imports the diagram', 'player/a.ts', `import { a } from '../diagram/index.ts';`, /siblings/],
    ['a type shared between siblings', 'diagram/a.ts', `import type { A } from '../player/index.ts';`, /siblings/],
    ['an inline type import of a sibling', 'share/a.ts', `let a: import('../export/index.ts').A;`, /siblings/],
    ['a dynamic import from below', 'content/a.ts', `await import('../ui/index.ts');`, /below/],
    ['a re-export from below', 'content/a.ts', `export * from '../ui/index.ts';`, /below/],
    ['an import past the door', 'ui/a.ts', `import { a } from '../engine/route/fib.ts';`, /door/],
    ['a kernel that knows another', 'engine/netfilter/a.ts', `import { a } from '../route/fib.ts';`, /kernels/],
    ['an import without extension', 'engine/a.ts', `import { a } from './b';`, /extension/],
    ['a messages file that imports', 'i18n/a.ts', `import { a } from '../engine/index.ts';`, /nothing/],
    ['an engine that speaks a language', 'engine/a.ts', `import { a } from '../i18n/index.ts';`, /language/],
    ['a folder without a rank', 'helpers/a.ts', `import { a } from '../engine/index.ts';`, /rank/],
    ['an import of an entry file', 'ui/a.ts', `import '../main.ts';`, /entry/],
    ['svelte outside ui', 'player/a.ts', `import { mount } from 'svelte';`, /svelte does not belong/],
    ['svelte in an entry file', 'main.ts', `import { mount } from 'svelte';`, /svelte does not belong/],
    ['xstate in a component', 'ui/A.svelte', `<script lang="ts">import { a } from 'xstate';</script>`, /xstate/],
    ['d3 in the terminal', 'terminal/a.ts', `import { scaleLinear } from 'd3';`, /d3 does not belong/],
    ['a d3 module in a component', 'ui/A.svelte', `<script>import { zoom } from 'd3-zoom';</script>`, /d3/],
    ['d3 that touches the page in diagram', 'diagram/a.ts', `import { select as s } from 'd3';`, /touches the page/],
    ['d3 taken whole in diagram', 'diagram/a.ts', `import * as d3 from 'd3';`, /named imports/],
    ['a package that is not known', 'ui/a.ts', `import _ from 'lodash';`, /no place/],
    ['a Node module in the page', 'ui/a.ts', `import { join } from 'node:path';`, /node does not belong/],
    ['a clock in the engine', 'engine/a.ts', `export const now = () => Date.now();`, /may not use Date/],
    ['chance in the engine', 'engine/a.ts', `export const dice = () => Math.random();`, /Math\.random/],
    ['the page in the engine', 'engine/a.ts', `export const title = document.title;`, /document/],
    ['a long file', 'engine/a.ts', 'export {};\n'.repeat(longestFileLines + 1), /401 lines/],
  ];

  it.each(broken)('%s', (_why, file, text, reason) => {
    const faults = faultsOf(`src/${file}`, text);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(reason);
  });
});

describe('a boundary is kept by', () => {
  const kept: readonly (readonly [what: string, file: string, text: string])[] = [
    ['a folder that imports a lower door', 'ui/a.ts', `import { run } from '../terminal/index.ts';`],
    ['a deep file that climbs to a lower door', 'ui/diagram/a.ts', `import { a } from '../../diagram/index.ts';`],
    ['neighbours inside a folder', 'engine/route/a.ts', `import { a } from '../address/ip.ts';`],
    ['messages for anyone above the engine', 'terminal/a.ts', `import { a } from '../i18n/index.ts';`],
    ['an entry file that opens the ui', 'main.ts', `import { start } from './ui/index.ts';`],
    ['d3 mathematics in diagram', 'diagram/a.ts', `import { stratify } from 'd3';`],
    ['d3 gestures in ui/diagram', 'ui/diagram/a.ts', `const { zoom } = await import('d3');`],
    ['svelte inside ui', 'ui/a.ts', `import { createSubscriber } from 'svelte/reactivity';`],
    ['xstate in the one adapter', 'ui/actor-view.svelte.ts', `import type { Actor } from 'xstate';`],
    [
      'a TCP window, a field named like a global',
      'engine/a.ts',
      `export const f = (window: number) => ({ Date: window });`,
    ],
    ['a table of data that is named', 'i18n/messages.ko.ts', 'export {};\n'.repeat(longestFileLines + 1)],
  ];

  it.each(kept)('%s', (_what, file, text) => {
    expect(faultsOf(`src/${file}`, text)).toEqual([]);
  });
});

// A component's styles are its own by its name.
it('no two components have one name', () => {
  const names = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.svelte'))
    .map((file) => file.slice(file.lastIndexOf(sep) + 1));
  expect(names.length).toBeGreaterThan(20);
  expect(names.filter((name, n) => names.indexOf(name) !== n)).toEqual([]);
});
