/** `docker ps --format`: lines of one's own, by the names that the CLI has for its columns. @see docker/cli cli/command/formatter/container.go */
import type { DockerContainer, DockerState, World } from '../../engine/index.ts';
import { containerCells } from './docker.ts';
import { columns } from './table.ts';
import { renderTemplate } from './template.ts';

/** The heading that `table` puts above a column. */
const HEADINGS: Readonly<Record<string, string>> = {
  ID: 'CONTAINER ID',
  Image: 'IMAGE',
  Command: 'COMMAND',
  RunningFor: 'CREATED',
  Status: 'STATUS',
  State: 'STATE',
  Ports: 'PORTS',
  Names: 'NAMES',
};

/** @param template with `\t` and `\n` as they are typed; `table ` before it asks for headings @returns lines, or what of it is not known here */
export function formattedContainers(
  world: World,
  docker: DockerState,
  containers: readonly DockerContainer[],
  template: string,
): readonly string[] | { readonly unmodelled: string } {
  const isTable = /^table\b/.test(template);
  const row = template
    .replace(/^table\s*/, '')
    .replaceAll('\\t', '\t')
    .replaceAll('\\n', '\n');
  const stranger = [...row.matchAll(/\{\{(.*?)\}\}/gs)].find(([, inside = '']) => !isColumn(inside.trim()));
  if (stranger !== undefined || row === '') return { unmodelled: stranger?.[0] ?? template };
  const cells = containers.map((container) => ({
    ...containerCells(world, docker, container),
    State: container.status,
  }));
  const lines = [...(isTable ? [HEADINGS] : []), ...cells].map((values) => {
    const rendered = renderTemplate(row, values);
    return 'text' in rendered ? rendered.text : '';
  });
  return isTable ? columns(lines.map((line) => line.split('\t'))) : lines;
}

function isColumn(inside: string): boolean {
  return inside.startsWith('.') && Object.hasOwn(HEADINGS, inside.slice(1));
}
