import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

/** Read by Vite, svelte-check, ESLint and editors alike. */
export default {
  preprocess: vitePreprocess(),
  compilerOptions: { runes: true },
};
