import type { Dictionary } from '../dictionary.ts';
import { bridgeSubnetCollision1 } from './bridge-subnet-collision.1.ts';

/** The challenge's own words: what a repair types. */
const OWN: readonly string[] = [
  'docker compose up -d',
  'docker compose down',
  'docker restart directory',
  'docker stop directory',
  'docker start directory',
  ':write /srv/directory/docker-compose.yml\n',
  'services:\n  ldap:\n    image: osixia/openldap:latest\n    container_name: directory\n    restart: always\n    ports:\n      - "',
  ':389"\n',
  '3899',
  '10389',
  '1389',
  'networks:\n  default:\n    ipam:\n      config:\n        - subnet: ',
  'networks:\n  default:\n    name: directory-net\n    external: true\n',
  'reboot',
  'systemctl reboot',
  '10.210.0.0/24',
  '{"default-address-pools": [{"base": "10.210.0.0/16", "size": 24}]}',
  'directory_default',
  'directory-net',
  'directory',
  'wiki_default',
  'build_default',
  '172.20.31.',
  '172.19.8.',
  '172.21.200.',
  '10.42.8.',
  '192.168.50.',
  'challenge-',
];

/** As many of the lesson's phrases as there were when this was published: they serve here as well. */
const SHARED = 170;

/** Vocabulary of lesson 3's challenge, version 1, all its variants. Published: positions never change, new words are added at the end. */
export const bridgeSubnetCollisionChallenge1: Dictionary = {
  base: 'bridge-subnet-collision-challenge.1',
  places: ['pc', 'r550', 'r650', 'router', 'directory', 'lan'],
  phrases: [...OWN, ...bridgeSubnetCollision1.phrases.slice(0, SHARED).filter((phrase) => !OWN.includes(phrase))],
};
