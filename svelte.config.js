import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

/** Read by Vite, svelte-check, ESLint and editors alike. */
export default {
  preprocess: vitePreprocess(),
  compilerOptions: {
    runes: true,
    // A scope by the component's name: it says whose style it is, and packs better in a page than chance does.
    cssHash: ({ name }) => `s-${name}`,
  },
};
