/** The entry of a lesson's page. */
import './ui/tokens.css';
import './ui/styles/base.css';
import './ui/styles/lesson.css';
import { startLesson } from './ui/index.ts';

await startLesson();
