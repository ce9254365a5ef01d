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
    rolldownOptions: {
      output: {
        codeSplitting: {
          includeDependenciesRecursively: false,
          // What closes boxes is asked for by few pictures. Left alone it lands in the part that every page loads first.
          groups: [
            {
              name: 'nest',
              test: /src\/(ui\/diagram\/(nest|BoxToggles)|diagram\/(close-boxes|closing-map|squeeze|place-machines|plan)\.)/,
            },
            {
              name: 'picture',
              test: /src\/(ui\/diagram\/(Board|Chip|Drawing|Marks|PacketLayer|Callout|chip-layout)|diagram\/(labels|camera|polyline|anchors|chip-placement|nesting|inner-path|wire-path|text-metrics|type-scale)\.)/,
            },
          ],
        },
      },
    },
  },
});
