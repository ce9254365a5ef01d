/** Images that need no registry here: what runs in them, and on which ports it waits. */
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

/** Shells end at once without a terminal: `docker run -d ubuntu` exits. */
export function endsAtOnce(image: DockerImage, command: readonly string[]): boolean {
  return command.length === 0 && image.listens.length === 0 && ['sh', 'bash', 'zsh'].includes(image.process);
}

/** What `docker ps` shows: the entry point, then the typed words or the image's own. */
export function commandOf(image: DockerImage, typed: readonly string[]): string {
  const words = typed.length > 0 ? typed.join(' ') : image.command;
  return [image.entrypoint ?? '', words].filter((part) => part !== '').join(' ');
}

/** Where the container's process waits: what its command says, else what the image does. @param command as `commandOf` gives it */
export function portsListenedOn(image: DockerImage, command: string): readonly ImagePort[] {
  if (image.portFlag === undefined) return image.listens;
  const typed = new RegExp(`(?:^| )--?${image.portFlag}[= ](\\d{1,5})(?: |$)`).exec(command)?.[1];
  return typed === undefined ? image.listens : [{ protocol: 'tcp', port: Number(typed) }];
}
