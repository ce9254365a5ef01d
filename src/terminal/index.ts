export type { Line, OutputLine, RunResult } from './run.ts';
