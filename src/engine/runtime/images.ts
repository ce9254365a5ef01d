/** Images that need no registry here: what runs in them, and on which ports it waits. */
import { parseIp } from '../address/ip.ts';
import type { DockerImage, DockerState, ImagePort } from './docker-state.ts';

export const USUAL_IMAGES: readonly DockerImage[] = [
  {
    name: 'osixia/openldap',
    entrypoint: '/container/tool/run',
    command: '',
    process: 'slapd',
    listens: [
      { protocol: 'tcp', port: 389 },
      { protocol: 'tcp', port: 636 },
    ],
  },
  {
    name: 'nginx',
    entrypoint: '/docker-entrypoint.sh',
    command: 'nginx -g daemon off;',
    process: 'nginx',
    listens: [{ protocol: 'tcp', port: 80 }],
  },
  {
    name: 'httpd',
    command: 'httpd-foreground',
    process: 'httpd',
    listens: [{ protocol: 'tcp', port: 80 }],
  },
  {
    name: 'redis',
    entrypoint: 'docker-entrypoint.sh',
    command: 'redis-server',
    process: 'redis-server',
    listens: [{ protocol: 'tcp', port: 6379 }],
  },
  {
    name: 'postgres',
    entrypoint: 'docker-entrypoint.sh',
    command: 'postgres',
    process: 'postgres',
    listens: [{ protocol: 'tcp', port: 5432 }],
  },
  {
    // Answers with what it sees of the request, the caller's address included. @see traefik/whoami app.go
    name: 'traefik/whoami',
    entrypoint: '/whoami',
    command: '',
    process: 'whoami',
    listens: [{ protocol: 'tcp', port: 80 }],
    portFlag: 'port',
  },
  {
    name: 'mattermost/mattermost-team-edition',
    entrypoint: '/entrypoint.sh',
    command: 'mattermost',
    process: 'mattermost',
    listens: [{ protocol: 'tcp', port: 8065 }],
  },
  {
    // `python -m http.server [PORT] [--bind ADDR]` serves a folder. @see docs.python.org, http.server
    name: 'python',
    command: 'python3',
    process: 'python',
    listens: [],
    module: { words: '-m http.server', port: 8000 },
    addressFlag: 'bind',
  },
  { name: 'alpine', command: '/bin/sh', process: 'sh', listens: [] },
  { name: 'busybox', command: 'sh', process: 'sh', listens: [] },
  { name: 'ubuntu', command: '/bin/bash', process: 'bash', listens: [] },
  { name: 'nicolaka/netshoot', command: 'zsh', process: 'zsh', listens: [] },
];

export function imagesOf(docker: DockerState): readonly DockerImage[] {
  return [...(docker.images ?? []), ...USUAL_IMAGES];
}

export function usualImage(name: string): DockerImage | undefined {
  return USUAL_IMAGES.find((image) => image.name === name);
}

/** Finds `nginx`, `nginx:1.25`, `docker.io/library/nginx`; the tag decides nothing here. */
export function findImage(docker: DockerState, reference: string): DockerImage | undefined {
  const name = reference.replace(/^docker\.io\/(library\/)?/, '').replace(/[:@][^/]*$/, '');
  return imagesOf(docker).find((image) => image.name === name);
}

/** Shells end at once without a terminal: `docker run -d ubuntu` exits, and so does `docker run -d python`. */
export function endsAtOnce(image: DockerImage, command: readonly string[]): boolean {
  return command.length === 0 && image.listens.length === 0 && ['sh', 'bash', 'zsh', 'python'].includes(image.process);
}

/** What `docker ps` shows: the entry point, then the typed words or the image's own. */
export function commandOf(image: DockerImage, typed: readonly string[]): string {
  const words = typed.length > 0 ? typed.join(' ') : image.command;
  return [image.entrypoint ?? '', words].filter((part) => part !== '').join(' ');
}

/** Where the container's process waits: what its command says, else what the image does. @param command as `commandOf` gives it */
export function portsListenedOn(image: DockerImage, command: string): readonly ImagePort[] {
  const typed = image.portFlag === undefined ? undefined : valueOf(command, `--?${image.portFlag}[= ]`, '\\d{1,5}');
  const served = image.module === undefined ? undefined : modulePort(image.module, command);
  const port = typed === undefined ? served : Number(typed);
  const ports: readonly ImagePort[] = port === undefined ? image.listens : [{ protocol: 'tcp', port }];
  const address =
    image.addressFlag === undefined ? undefined : valueOf(command, `--?${image.addressFlag}[= ]`, '[\\d.]+');
  const bound = address === undefined ? null : parseIp(address);
  return bound === null ? ports : ports.map((one) => ({ ...one, address: bound }));
}

function modulePort({ words, port }: NonNullable<DockerImage['module']>, command: string): number | undefined {
  if (!` ${command} `.includes(` ${words} `)) return undefined;
  return Number(valueOf(command, `${words} `, '\\d{1,5}') ?? port);
}

/** What follows `before` as a word of its own. */
function valueOf(command: string, before: string, shape: string): string | undefined {
  return new RegExp(`(?:^| )${before}(${shape})(?: |$)`).exec(command)?.[1];
}
