import type { Dictionary } from '../dictionary.ts';
import { subnetPools1 } from './subnet-pools.1.ts';

/** The challenge's own words: what a repair types. */
const OWN: readonly string[] = [
  'docker restart shop',
  'docker stop shop',
  'docker start shop',
  ':write /srv/shop/docker-compose.yml\n',
  'services:\n  web:\n    image: nginx\n    container_name: shop\n    restart: always\n    ports:\n      - "',
  ':80"\n',
  '8080',
  '8443',
  '9000',
  'networks:\n  default:\n    ipam:\n      config:\n        - subnet: ',
  '{"bip": "172.17.0.1/24", "default-address-pools": [{"base": "172.30.0.0/15", "size": 24}]}',
  '10.210.0.0/24',
  '10.211.0.0/24',
  'gitlab_default',
  'wiki_default',
  'registry_default',
  'ci_default',
  'shop_default',
  'shop',
  '172.20.31.',
  '172.25.8.',
  '172.21.200.',
  '10.42.8.',
  '10.50.0.',
  ' dev eno1',
  'team',
  'build.',
  'stage.',
  'challenge-',
];

/** As many of the lesson's phrases as there were when this was published: they serve here as well. */
const SHARED = 99;

/** Vocabulary of lesson 4's challenge, version 1, all its variants. Published: positions never change, new words are added at the end. */
export const subnetPoolsChallenge1: Dictionary = {
  base: 'subnet-pools-challenge.1',
  places: ['pc', 'build', 'stage', 'router', 'shop', 'lan'],
  phrases: [...OWN, ...subnetPools1.phrases.slice(0, SHARED).filter((phrase) => !OWN.includes(phrase))],
};
