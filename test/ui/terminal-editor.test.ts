import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import type { LessonView } from '../../src/ui/lesson/lesson-view.svelte.ts';
import TerminalPane from '../../src/ui/terminal/TerminalPane.svelte';
import type { Workbench } from '../../src/ui/terminal/workbench.ts';
import { liveLesson } from '../support/lesson-view.ts';

const user = userEvent.setup();
const typed = vi.fn();
let lesson: LessonView;

beforeEach(async () => {
  typed.mockReset().mockReturnValue({ output: [], scene: null, shellAt: null });
  lesson = await liveLesson();
  const files: Readonly<Record<string, string>> = { pwd: '/srv/shop', 'cat /srv/shop/compose.yml': 'services: {}' };
  const ask = (_: LessonView, { run }: { readonly run: string }) => ({
    text: files[run] ?? 'no such file',
    isDone: run in files,
  });
  vi.spyOn(lesson, 'workbench').mockResolvedValue({ ask, type: typed } as unknown as Workbench);
  render(TerminalPane, { lesson });
});

async function open(line: string): Promise<HTMLTextAreaElement> {
  await user.type(screen.getByRole('textbox', { name: 'Command' }), `${line}{Enter}`);
  return screen.findByRole('textbox', { name: 'Text of the file' });
}

it('opens a file beside the shell, and saves it as one line', async () => {
  const field = await open('nano compose.yml');
  expect(field).toHaveValue('services: {}');
  await user.clear(field);
  await user.type(field, 'services:{Enter}  web: 1');
  await user.click(screen.getByRole('button', { name: 'Save the file' }));
  expect(typed).toHaveBeenCalledWith(lesson, { at: 'pc', run: ':write /srv/shop/compose.yml\nservices:\n  web: 1' });
  expect(screen.queryByRole('textbox', { name: 'Text of the file' })).toBeNull();
});

it('begins a file that is not there empty', async () => {
  expect(await open('sudo vi /etc/docker/daemon.json')).toHaveValue('');
});

it.each(['notepad .wslconfig', 'notepad.exe %UserProfile%\\.wslconfig', 'nano ~/.wslconfig'])(
  'opens a file of Windows by its whole path: %s',
  async (line) => {
    const files: Readonly<Record<string, string>> = { 'type C:\\Users\\dev\\.wslconfig': '[wsl2]' };
    const ask = (_: LessonView, { run }: { readonly run: string }) => ({
      text: files[run] ?? '',
      isDone: run in files,
    });
    vi.spyOn(lesson, 'workbench').mockResolvedValue({ ask, type: typed } as unknown as Workbench);
    const field = await open(line);
    expect(field).toHaveValue('[wsl2]');
    await user.type(field, '{Enter}a=b');
    await user.click(screen.getByRole('button', { name: 'Save the file' }));
    const run = ':write C:\\Users\\dev\\.wslconfig\n[wsl2]\na=b';
    expect(typed).toHaveBeenCalledWith(lesson, { at: 'pc', run });
  },
);

it('leaves notepad to a Linux that has none', async () => {
  await user.type(screen.getByRole('textbox', { name: 'Command' }), 'notepad compose.yml{Enter}');
  expect(typed).toHaveBeenCalledWith(lesson, { at: 'pc', run: 'notepad compose.yml' });
});

it('is left with Escape, nothing saved', async () => {
  await user.type(await open('nano compose.yml'), 'x{Escape}');
  expect(screen.queryByRole('textbox', { name: 'Text of the file' })).toBeNull();
  expect(typed).not.toHaveBeenCalled();
});
