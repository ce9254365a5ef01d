import type { Dictionary } from '../dictionary.ts';
import { publishedPort1 } from './published-port.1.ts';

/** The challenge's own words: what a repair types. */
const OWN: readonly string[] = [
  'docker rm -f status',
  'docker run -d --name status --restart always -p ',
  'docker run -d --name status -p ',
  'docker restart status',
  'docker start status',
  'docker start admin',
  'docker port status',
  'docker network create ',
  'docker run -d --name admin --restart always traefik/whoami --port 1234',
  ' --restart unless-stopped ',
  'iptables -A FORWARD -o docker0 -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT',
  'iptables -A FORWARD -o docker0 -j DOCKER',
  'iptables -A FORWARD -i docker0 ! -o docker0 -j ACCEPT',
  'iptables -S FORWARD',
  '8080:3000',
  '9000:5000',
  '8443:8081',
  '192.168.7.',
  '10.20.4.',
  '192.168.60.',
  'status',
  'challenge-',
];

/** As many of the lesson's phrases as there were when this was published: they serve here as well. */
const SHARED = 135;

/** Vocabulary of lesson 2's challenge, version 1, all its variants. Published: positions never change, new words are added at the end. */
export const publishedPortChallenge1: Dictionary = {
  base: 'published-port-challenge.1',
  places: ['pc', 'atlas', 'boreas', 'lan', 'status', 'admin', 'healthy'],
  phrases: [...OWN, ...publishedPort1.phrases.slice(0, SHARED).filter((phrase) => !OWN.includes(phrase))],
};
