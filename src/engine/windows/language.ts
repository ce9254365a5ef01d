/** The display language of Windows machines: what their programs print in. */
import type { Machine, World } from '../world/world.ts';

export type DisplayLanguage = 'ko' | 'en';

/** English where neither the world nor the page says. */
export function languageOf({ windows }: Machine): DisplayLanguage {
  return windows?.language ?? 'en';
}

/** The world with every Windows machine that names no language of its own speaking `language`; the same value where none is. */
export function inLanguage(world: World, language: DisplayLanguage): World {
  const open = Object.values(world.machines).filter(({ windows }) => windows && windows.language === undefined);
  if (open.length === 0) return world;
  const speaking = open.map(({ id, windows, ...rest }) => [id, { ...rest, id, windows: { ...windows, language } }]);
  return { ...world, machines: { ...world.machines, ...(Object.fromEntries(speaking) as World['machines']) } };
}
