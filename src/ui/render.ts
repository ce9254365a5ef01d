/** Every page of the site as HTML: the entry of the server bundle, run once by the build. */
import { render } from 'svelte/server';
import {
  packScenes,
  readGlossary,
  splitLesson,
  termsOf,
  type CompiledLesson,
  type Language,
  type LessonData,
  type LessonMeta,
  type TermData,
} from '../content/index.ts';
import {
  loadChallengeWords,
  loadPageStrings,
  loadRecallWords,
  pageWords,
  searchWords,
  type PageStrings,
} from '../i18n/index.ts';
import SymptomSearch from './home/SymptomSearch.svelte';
import type { LessonAside } from './lesson/aside-file.ts';
import Stage from './lesson/Stage.svelte';
import Tools from './lesson/Tools.svelte';
import { LessonView } from './lesson/lesson-view.svelte.ts';
import AnswersPage from './page/AnswersPage.svelte';
import ChoosePage from './page/ChoosePage.svelte';
import { documentOf, jsonBlock, type PageAssets, type PageMeta } from './page/document.ts';
import GlossaryPage from './page/GlossaryPage.svelte';
import HomePage from './page/HomePage.svelte';
import { buildLessons, type BuiltLesson } from './page/lesson-pages.ts';
import LessonPage from './page/LessonPage.svelte';
import { proseHtml, type ProseWords } from './page/prose.ts';
import { symptomFile } from './page/symptoms.ts';
import { tableLinks } from './page/table-links.ts';
import TruthTable from './page/TruthTable.svelte';
import { RecallCards } from './recall/recall-cards.svelte.ts';
import homeStyles from './styles/home.css?inline';
import ThemeSwitch from './ThemeSwitch.svelte';

export type { PageAssets };

export interface SiteInput {
  /** index.html with its marks. */
  readonly template: string;
  /** The project's folder: lessons are read below it. */
  readonly root: string;
  readonly site: string;
  /** Shows lessons that are not yet written out. */
  readonly drafts: boolean;
  /** A short name for a text's content; another text has another name. */
  readonly fingerprint: (text: string) => string;
  /** @param body the page's HTML. @param extra source files of lazy modules that the page needs at once. @param styles what only this kind of page needs. */
  readonly assets: (kind: 'lesson' | 'home', body: string, extra: readonly string[], styles: string) => PageAssets;
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
  const words = { ko: await proseWords(ui.ko, 'ko'), en: await proseWords(ui.en, 'en') };
  const lessons = buildLessons(input.root, input.drafts);
  const { glossary } = readGlossary(input.root);
  const terms = { ko: termsOf(glossary, 'ko'), en: termsOf(glossary, 'en') };
  const pages = lessons.flatMap((lesson) => lesson.pages);
  return [
    choosePage(input, ui, false),
    choosePage(input, ui, true),
    ...LANGUAGES.flatMap((language) => homePage(input, ui[language], language, lessons)),
    ...LANGUAGES.map((language) => glossaryPage(input, ui[language], language, terms[language])),
    ...(
      await Promise.all(
        pages.map(async (lesson) => {
          const { language } = lesson.meta;
          const table = await tableHtml(lesson, ui[language]);
          return lessonPage(input, ui[language], words[language], lesson, terms[language], table);
        }),
      )
    ).flat(),
    // The engine in the page replays lines from here, once something is typed.
    ...lessons
      .flatMap(({ source }) => [source.world, ...source.variantWorlds])
      .map((world) => ({ path: `worlds/${world.base}.json`, text: JSON.stringify(world) })),
  ];
};

async function proseWords(ui: PageStrings, language: Language): Promise<ProseWords> {
  return {
    cue: ui.lesson.cue,
    answer: ui.lesson.answer,
    challenge: await loadChallengeWords(language),
    recall: await loadRecallWords(language),
  };
}

async function tableHtml({ table }: CompiledLesson, ui: PageStrings): Promise<string> {
  if (table === null) return '';
  return render(TruthTable, { props: { table, ui, links: await tableLinks(table) }, idPrefix: 'w-' }).body;
}

/** The page, and beside it what its first step does not need: the other scenes, the words around the lesson. */
function lessonPage(
  input: SiteInput,
  ui: PageStrings,
  words: ProseWords,
  { meta, prose, data, terms: marked }: CompiledLesson,
  terms: readonly TermData[],
  table: string,
): readonly SiteFile[] {
  const { opening, rest } = splitLesson(data);
  const others = JSON.stringify(packScenes(rest));
  const othersFile = `scenes.${input.fingerprint(others)}.json`;
  const own = terms.filter(({ key }) => marked.includes(key));
  const aside = JSON.stringify({ terms: own, notes: meta.notes } satisfies LessonAside);
  const asideFile = `aside.${input.fingerprint(aside)}.json`;
  // What is made live before the other scenes are there is rendered without them, the text with all.
  const props = { lesson: new LessonView(opening, ui) };
  const body = render(LessonPage, {
    props: {
      ui,
      meta,
      beats: data.beats,
      root: '../../',
      prose: proseHtml(prose, new LessonView(data, ui), words, table),
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
  const assets = input.assets('lesson', body, [`src/i18n/ui.${meta.language}.ts`], '');
  const block = jsonBlock('lesson-data', packScenes(opening), { rest: othersFile, aside: asideFile });
  return [
    page(input, head, assets, `${body}\n${block}`),
    { path: `${path}${othersFile}`, text: others },
    { path: `${path}${asideFile}`, text: aside },
    answersPage(input, ui, meta, data),
  ];
}

/** Where a lesson's questions lead when no script runs. Those to keep are asked as on the first day. */
function answersPage(input: SiteInput, ui: PageStrings, meta: LessonMeta, data: LessonData): SiteFile {
  const cards = new RecallCards(data.recall ?? [], data.slug, 0);
  const recall = cards.questions.map((card, n) => ({ ...cards.question(card), key: n === 0 ? 'recall' : card.key }));
  const questions = [...data.scenes.flatMap(({ predictions }) => predictions), ...recall];
  const head: PageMeta = {
    language: meta.language,
    path: `${meta.language}/${meta.slug}/answers/`,
    root: '../../../',
    title: `${meta.title}: ${ui.lesson.answers} · ${ui.brand}`,
    description: meta.summary,
    alternates: { ko: `ko/${meta.slug}/answers/`, en: `en/${meta.slug}/answers/` },
    blocking: ['theme.js'],
    index: false,
  };
  const body = render(AnswersPage, { props: { ui, meta, questions } }).body;
  const assets = input.assets('home', body, [], homeStyles);
  return page(input, head, { ...assets, script: null, preloads: [] }, body);
}

/** The page, and beside it what its search looks through. */
function homePage(
  input: SiteInput,
  ui: PageStrings,
  language: Language,
  lessons: readonly BuiltLesson[],
): readonly SiteFile[] {
  const own = lessons
    .flatMap(({ pages }) => pages.map(({ meta }) => meta))
    .filter((meta) => meta.language === language);
  const symptoms = JSON.stringify(symptomFile(lessons, language));
  const symptomsFile = `symptoms.${input.fingerprint(symptoms)}.json`;
  const search = render(SymptomSearch, { props: { words: searchWords[language], load: null } }).body;
  const props = { ui, language, lessons: own, theme: themeSwitch(ui), search, symptoms: symptomsFile, root: '../' };
  const body = render(HomePage, { props }).body;
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
  return [
    page(input, head, homeAssets(input, language, body), body),
    { path: `${language}/${symptomsFile}`, text: symptoms },
  ];
}

function glossaryPage(input: SiteInput, ui: PageStrings, language: Language, terms: readonly TermData[]): SiteFile {
  const words = pageWords[language].glossary;
  const root = '../../';
  const body = render(GlossaryPage, { props: { ui, words, language, terms, theme: themeSwitch(ui), root } }).body;
  const head: PageMeta = {
    language,
    path: `${language}/glossary/`,
    root,
    title: `${words.title} · ${ui.brand}`,
    description: words.description,
    alternates: { ko: 'ko/glossary/', en: 'en/glossary/' },
    blocking: ['theme.js'],
    state: { root },
    index: true,
  };
  return page(input, head, homeAssets(input, language, body), body);
}

function themeSwitch(ui: PageStrings): string {
  return render(ThemeSwitch, { props: { label: ui.header.theme, ready: false } }).body;
}

function homeAssets(input: SiteInput, language: Language, body: string): PageAssets {
  return input.assets('home', body, [`src/i18n/ui.${language}.ts`], homeStyles);
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
  const body = render(ChoosePage, { props: { pages, isMissing } }).body;
  const assets = input.assets('home', body, [], homeStyles);
  return page(input, head, { ...assets, script: null, preloads: [] }, body);
}

function page(input: SiteInput, head: PageMeta, assets: PageAssets, body: string): SiteFile {
  const path = head.path === '' || head.path.endsWith('/') ? `${head.path}index.html` : head.path;
  return { path, text: documentOf(input.template, head, assets, input.site, body) };
}
