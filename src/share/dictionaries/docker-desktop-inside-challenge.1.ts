import type { Dictionary } from '../dictionary.ts';
import { dockerDesktopInside1 } from './docker-desktop-inside.1.ts';

/** The challenge's own words: what a repair types. */
const OWN: readonly string[] = [
  // Whole lines.
  'docker rm -f shop',
  'docker restart shop',
  'docker start shop',
  'docker ps -a',
  'docker port shop',
  'docker network create shop-net',
  'ss -ltn',
  'cat /etc/hosts',
  ':set desktop vpnkit',
  ':set desktop backend',
  ':write /etc/hosts\n127.0.0.1 localhost\n192.168.65.254 ledger',
  // Beginnings.
  'docker run -d --name shop --restart unless-stopped --add-host=ledger:host-gateway -p ',
  'docker run -d --name shop --restart unless-stopped --add-host=ledger:',
  'docker run -d --name shop --restart unless-stopped --network shop-net ',
  'docker run -d --name shop --restart unless-stopped ',
  'docker run -d --name shop ',
  'curl -m 8 http://ledger:',
  'curl http://ledger:',
  'curl.exe -m 8 http://',
  'netsh interface portproxy add v4tov4 listenport=',
  // Words.
  ' --add-host=ledger:host-gateway',
  ' --add-host=ledger:',
  ' --add-host ledger:',
  ' --restart unless-stopped',
  ' --restart always',
  ' --network shop-net',
  ' traefik/whoami --port 3000',
  ' python python -m http.server 8000',
  ' --bind 127.0.0.1',
  ' --bind 0.0.0.0',
  ' listenaddress=',
  ' connectport=',
  ' connectaddress=',
  'host-gateway',
  'ledger',
  'shop',
  '192.168.10.57',
  '10.20.4.33',
  '192.168.77.5',
  '8080:3000',
  '9000:80',
  '5173:8000',
  '8080',
  '9000',
  '5173',
  '5001',
  '7001',
  '6001',
  'desk.',
  'laptop.',
  'build.',
  'colleague.',
  'shop.',
  'challenge-',
];

/** As many of the lesson's phrases as there were when this was published: they serve here as well. */
const SHARED = 128;

/** Vocabulary of lesson 7's challenge, version 1, all its variants. Published: positions never change, new words are added at the end. */
export const dockerDesktopInsideChallenge1: Dictionary = {
  base: 'docker-desktop-inside-challenge.1',
  places: [
    'desk',
    'laptop',
    'build',
    'colleague',
    'shop',
    'linuxkit',
    'backend',
    'wsl',
    'docker-desktop',
    'router',
    'wifi',
  ],
  phrases: [...OWN, ...dockerDesktopInside1.phrases.slice(0, SHARED).filter((phrase) => !OWN.includes(phrase))],
};
