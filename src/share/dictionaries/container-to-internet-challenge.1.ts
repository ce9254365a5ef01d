import type { Dictionary } from '../dictionary.ts';
import { containerToInternet1 } from './container-to-internet.1.ts';

/** The challenge's own words: what a repair types. */
const OWN: readonly string[] = [
  'docker network create ',
  'docker network rm ',
  'docker network inspect ',
  'docker rm -f app db',
  'docker rm -f ',
  'docker run -d --name app --restart always ',
  'docker run -d --name db --restart always ',
  'docker run -d --name ',
  '--restart always ',
  '--restart unless-stopped ',
  '--network host ',
  '--network ',
  'ubuntu sleep infinity',
  'docker restart ',
  'systemctl restart docker',
  'reboot',
  'ping -c 1 -W 1 8.8.8.8',
  'ping -c 2 -W 1 8.8.8.8',
  'iptables -t nat -S POSTROUTING',
  'iptables -t nat -A POSTROUTING -s 172.18.0.0/16 ! -o ',
  'iptables -P FORWARD ACCEPT',
  ' -j MASQUERADE',
  'ip route add 172.18.0.0/16 via ',
  'sysctl -w net.ipv4.ip_forward=1',
  'conntrack -L',
  'com.docker.network.bridge.enable_ip_masquerade',
  'shop',
  'office',
  'tools',
  'fresh',
  '172.18.0.',
  '192.168.1.',
  '192.168.77.',
  '10.20.30.',
  'challenge-',
];

/** As many of the lesson's phrases as there were when this was published: they serve here as well. */
const SHARED = 115;

/** Vocabulary of lesson 1's challenge, version 1, all its variants. Published: positions never change, new words are added at the end. */
export const containerToInternetChallenge1: Dictionary = {
  base: 'container-to-internet-challenge.1',
  places: ['app', 'db', 'web', 'alpha', 'beta', 'gw', 'internet', 'lan'],
  phrases: [...OWN, ...containerToInternet1.phrases.slice(0, SHARED).filter((phrase) => !OWN.includes(phrase))],
};
