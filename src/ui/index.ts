/** The page's door: what the entry of a lesson's page starts. */
export { startLesson } from './lesson/start.ts';
