export type * from './frame.ts';
