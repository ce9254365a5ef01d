/** What the first step does not need. */
import { LazyPart } from '../lazy-part.svelte.ts';

export const dialogs = new LazyPart(() => import('./dialogs.ts'));
export const terminalPane = new LazyPart(async () => (await import('../terminal/TerminalPane.svelte')).default);
export const explanation = new LazyPart(async () => (await import('../explain/Explain.svelte')).default);
export const questionOnStage = new LazyPart(async () => (await import('./Prediction.svelte')).default);
