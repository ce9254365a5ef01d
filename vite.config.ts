import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { prerender } from './tools/prerender.ts';

export default defineConfig({
  // Relative addresses: the built site works under any path.
  base: './',
  // Unknown addresses answer 404, not the home page.
  appType: 'mpa',
  plugins: [svelte(), prerender()],
  build: {
    target: 'es2022',
  },
});
