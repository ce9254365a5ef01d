import { spawn } from 'node:child_process';

export interface Display {
  /** For `DISPLAY`. */
  readonly name: string;
  readonly close: () => void;
}

/** A screen that nobody sees, of its own: no window of another test can take the focus. @param program Xvfb's path. */
export function openDisplay(program: string): Promise<Display> {
  const server = spawn(program, ['-displayfd', '3', '-screen', '0', '1600x1200x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`Xvfb ended with ${code ?? 'a signal'}`)));
    server.stdio[3]?.once('data', (number: Buffer) => {
      resolve({ name: `:${number.toString().trim()}`, close: () => void server.kill() });
    });
  });
}
