/** Every page of the site as HTML: the entry of the server bundle, run once by the build. */
import { render } from 'svelte/server';
import { packScenes, splitLesson, type CompiledLesson, type Language, type LessonMeta } from '../content/index.ts';
import { loadPageStrings, type PageStrings } from '../i18n/index.ts';
import Stage from './lesson/Stage.svelte';
import Tools from './lesson/Tools.svelte';
import { LessonView } from './lesson/lesson-view.svelte.ts';
import ChoosePage from './page/ChoosePage.svelte';
import { documentOf, jsonBlock, type PageAssets, type PageMeta } from './page/document.ts';
import HomePage from './page/HomePage.svelte';
import { buildLessons } from './page/lesson-pages.ts';
import LessonPage from './page/LessonPage.svelte';
import { proseHtml } from './page/prose.ts';
import ThemeSwitch from './ThemeSwitch.svelte';

export type { PageAssets };

export interface SiteInput {
  /** index.html with its marks. */
  readonly template: string;
  /** The project's folder: lessons are read below it. */
  readonly root: string;
  readonly site: string;
  /** A short name for a text's content; another text has another name. */
  readonly fingerprint: (text: string) => string;
  readonly assets: (kind: 'lesson' | 'home', extra: readonly string[]) => PageAssets;
}

export interface SiteFile {
  /** Below the site's root: `en/index.html`. */
  readonly path: string;
  readonly text: string;
}

export type RenderSite = (input: SiteInput) => Promise<readonly SiteFile[]>;

const LANGUAGES: readonly Language[] = ['ko', 'en'];

export const renderSite: RenderSite = async (input) => {
  const ui = { ko: await loadPageStrings('ko'), en: await loadPageStrings('en') };
  const lessons = buildLessons(input.root);
  const pages = lessons.flatMap((lesson) => lesson.pages);
  return [
    choosePage(input, ui, false),
    choosePage(input, ui, true),
    ...LANGUAGES.map((language) =>
      homePage(
        input,
        ui[language],
        language,
        pages.map(({ meta }) => meta),
      ),
    ),
    ...pages.flatMap((lesson) => lessonPage(input, ui[lesson.meta.language], lesson)),
    // The engine in the page replays lines from here, once something is typed.
    ...lessons.map(({ source }) => ({ path: `worlds/${source.world.base}.json`, text: JSON.stringify(source.world) })),
  ];
};

/** The page, and beside it the scenes that its first step does not need. */
function lessonPage(input: SiteInput, ui: PageStrings, { meta, prose, data }: CompiledLesson): readonly SiteFile[] {
  const { opening, rest } = splitLesson(data);
  const others = JSON.stringify(packScenes(rest));
  const othersFile = `scenes.${input.fingerprint(others)}.json`;
  // What is made live before the other scenes are there is rendered without them, the text with all.
  const props = { lesson: new LessonView(opening, ui) };
  const body = render(LessonPage, {
    props: {
      ui,
      meta,
      beats: data.beats,
      root: '../../',
      prose: proseHtml(prose, new LessonView(data, ui)),
      tools: render(Tools, { props, idPrefix: 't-' }).body,
      stage: render(Stage, { props, idPrefix: 's-' }).body,
    },
  }).body;
  const path = `${meta.language}/${meta.slug}/`;
  const alternates = { ko: `ko/${meta.slug}/`, en: `en/${meta.slug}/` };
  const [scene] = data.scenes;
  const head: PageMeta = {
    language: meta.language,
    path,
    root: '../../',
    title: `${meta.title} · ${ui.brand}`,
    description: meta.summary,
    alternates,
    blocking: ['theme.js'],
    index: true,
    state: {
      lesson: meta.slug,
      scene: scene?.key ?? '',
      step: '0',
      steps: String(scene?.frames.length ?? 0),
      branch: scene?.branch ?? 'main',
      disposition: '',
    },
  };
  const assets = input.assets('lesson', [`src/i18n/ui.${meta.language}.ts`]);
  const block = jsonBlock('lesson-data', packScenes(opening), { rest: othersFile });
  return [page(input, head, assets, `${body}\n${block}`), { path: `${path}${othersFile}`, text: others }];
}

function homePage(input: SiteInput, ui: PageStrings, language: Language, lessons: readonly LessonMeta[]): SiteFile {
  const own = lessons.filter((meta) => meta.language === language);
  const theme = render(ThemeSwitch, { props: { label: ui.header.theme, ready: false } }).body;
  const body = render(HomePage, { props: { ui, language, lessons: own, theme, root: '../' } }).body;
  const head: PageMeta = {
    language,
    path: `${language}/`,
    root: '../',
    title: ui.home.title,
    description: ui.home.description,
    alternates: { ko: 'ko/', en: 'en/' },
    blocking: ['theme.js'],
    index: true,
  };
  return page(input, head, input.assets('home', [`src/i18n/ui.${language}.ts`]), body);
}

/** The root; or the page for wrong addresses, which may be shown at any depth and so names its links from the top. */
function choosePage(input: SiteInput, ui: Readonly<Record<Language, PageStrings>>, isMissing: boolean): SiteFile {
  const root = isMissing ? (input.site === '' ? '/' : new URL(input.site).pathname) : '';
  const pages = LANGUAGES.map((language) => ({ language, ui: ui[language], href: `${root}${language}/` }));
  const head: PageMeta = {
    language: 'en',
    path: isMissing ? '404.html' : '',
    root,
    title: isMissing ? `${ui.en.notFound.title} · ${ui.en.brand}` : ui.en.home.title,
    description: `${ui.en.home.description} ${ui.ko.home.description}`,
    alternates: isMissing ? {} : { ko: 'ko/', en: 'en/' },
    blocking: isMissing ? ['theme.js'] : ['theme.js', 'language.js'],
    index: !isMissing,
  };
  const { css, cssHash } = input.assets('home', []);
  const body = render(ChoosePage, { props: { pages, isMissing } }).body;
  return page(input, head, { script: null, preloads: [], css, cssHash }, body);
}

function page(input: SiteInput, head: PageMeta, assets: PageAssets, body: string): SiteFile {
  const path = head.path === '' || head.path.endsWith('/') ? `${head.path}index.html` : head.path;
  return { path, text: documentOf(input.template, head, assets, input.site, body) };
}
