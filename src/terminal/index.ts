/** The terminal's only door. */
export { run, type Heard } from './run.ts';
export type { Line, Note, OutputLine, RunResult } from './run-result.ts';
export { windowsPath } from './windows/path.ts';
export { promptFor } from './windows/flavour.ts';
export { conntrackLine } from './print/conntrack.ts';
export { neighbourLine } from './print/neighbour.ts';
export { routeLine } from './print/route.ts';
