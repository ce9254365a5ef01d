import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [svelte()],
  cacheDir: '../../../../node_modules/.vite-harness',
  server: { port: Number(process.env['HARNESS_PORT'] ?? 4391), strictPort: true, hmr: false, fs: { strict: false } },
});
