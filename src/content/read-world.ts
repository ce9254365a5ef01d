/** Reads `lessons/worlds/<name>.<version>.yaml`: a base world, or one variant of a template. Node only. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { World } from '../engine/index.ts';
import { fillIn, unfilled, type Variant } from './fill-in.ts';
import type { Problem } from './problem.ts';
import { buildBaseWorld, worldFileSchema } from './world-file.ts';
import { parseYaml } from './yaml-file.ts';

interface WorldName {
  readonly world: string;
  readonly version: number;
}

export function worldFileOf({ world, version }: WorldName): string {
  return `lessons/worlds/${world}.${version}.yaml`;
}

interface WorldRead {
  readonly world: World | null;
  readonly problems: readonly Problem[];
}

/**
 * @param told where the world is named, for a fault that is not in its own file
 * @param filled for a template: what its names stand for. Values are put in before the YAML is read, so that lines stay lines.
 */
export function readWorld(
  root: string,
  named: WorldName,
  told: { readonly lessonFile: string; readonly line: number },
  filled?: { readonly variant: Variant; readonly number: number },
): WorldRead {
  const file = worldFileOf(named);
  const fault = (line: number, message: string): WorldRead => ({ world: null, problems: [{ file, line, message }] });
  if (!existsSync(join(root, file)))
    return {
      world: null,
      problems: [{ file: told.lessonFile, line: told.line, message: `there is no ${file}: write it` }],
    };
  const text = fillIn(readFileSync(join(root, file), 'utf8'), filled?.variant ?? {});
  const open = text.split('\n').findIndex((line) => filled !== undefined && unfilled(line) !== null);
  if (open >= 0)
    return fault(open + 1, `no variant says what ${unfilled(text.split('\n')[open] ?? '') ?? ''} is: add it to each`);
  const read = parseYaml(worldFileSchema, file, text);
  if (!read.value) return { world: null, problems: read.problems };
  try {
    const world = buildBaseWorld(read.value);
    return { world: filled === undefined ? world : { ...world, base: `${world.base}-${filled.number}` }, problems: [] };
  } catch (error) {
    const variant = filled === undefined ? '' : `variant ${filled.number}: `;
    return fault(0, `${variant}${error instanceof Error ? error.message : String(error)}`);
  }
}
