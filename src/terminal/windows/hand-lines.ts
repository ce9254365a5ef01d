/** What a person does on Windows with the mouse or an editor, or what has no command at all: lines that begin with `:`. */
import { PODMAN_SETTINGS } from '../set-podman.ts';
import { HNS_FORMS } from './restart.ts';

export const HAND_LINES: readonly string[] = [
  ':write PATH',
  ':elevate',
  ':elevate off',
  ':reboot',
  ...HNS_FORMS,
  ':set language ko|en',
  ...PODMAN_SETTINGS,
  ':set desktop vpnkit|backend',
];
