/** The page's dialogs, loaded together once the first step works. */
export { default as Compare } from './Compare.svelte';
export { comparisonOf } from './comparing.ts';
export { default as Evidence } from './Evidence.svelte';
export { default as HelpDialog } from './HelpDialog.svelte';
export { default as ShareDialog } from './ShareDialog.svelte';
export { default as Transcript } from './Transcript.svelte';
