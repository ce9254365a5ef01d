export type * from './lesson-data.ts';
