import type { Dictionary } from '../dictionary.ts';
import { wsl2Network1 } from './wsl2-network.1.ts';

/** The challenge's own words: what a repair types. */
const OWN: readonly string[] = [
  ':write C:\\Users\\dev\\.wslconfig\n[wsl2]\nmemory=8GB',
  'memory=4GB',
  'memory=16GB',
  'localhostForwarding=FALSE',
  'curl.exe -m 4 http://localhost:',
  '5173',
  '9000',
  '192.168.50.',
  '10.20.4.',
  '172.19.',
  '172.22.',
  'desk.',
  'laptop.',
  'challenge-',
];

/** As many of the lesson's phrases as there were when this was published: they serve here as well. */
const SHARED = 123;

/** Vocabulary of lesson 6's challenge, version 1, all its variants. Published: positions never change, new words are added at the end. */
export const wsl2NetworkChallenge1: Dictionary = {
  base: 'wsl2-network-challenge.1',
  places: ['desk', 'laptop', 'ubuntu', 'wsl', 'router', 'internet', 'wifi'],
  phrases: [...OWN, ...wsl2Network1.phrases.slice(0, SHARED).filter((phrase) => !OWN.includes(phrase))],
};
