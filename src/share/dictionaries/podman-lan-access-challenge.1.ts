import type { Dictionary } from '../dictionary.ts';
import { podmanLanAccess1 } from './podman-lan-access.1.ts';

const OWN = [
  'wsl --shutdown',
  'podman machine start',
  'podman start web',
  ':write C:\\Users\\dev\\.wslconfig\n[wsl2]\nnetworkingMode=mirrored',
  'New-NetFirewallHyperVRule -Name "web" -DisplayName "web" -Direction Inbound -VMCreatorId \'{40E0AC32-46A5-438A-A0B2-2B479E8F2E90}\' -Protocol TCP -LocalPorts ',
  'New-NetFirewallRule -DisplayName "web" -Direction Inbound -LocalPort ',
  'netsh advfirewall firewall add rule name="web" dir=in action=allow protocol=TCP localport=',
  ' connectaddress=127.0.0.1',
  'curl.exe -m 8 -o NUL http://',
  '192.168.10.57',
  '192.168.10.23',
  '172.23.20.8',
  '10.20.4.33',
  '10.20.4.180',
  '172.19.70.201',
  '192.168.77.5',
  '192.168.77.140',
  '172.30.140.77',
  '3000',
  '9443',
  'desk.',
  'lab.',
  'server.',
  'challenge-',
];

/** As many of the lesson's phrases as there were when this was published: they serve here as well. */
const SHARED = 110;

/** Vocabulary of lesson 8's challenge, version 1, all its variants. Published: positions never change, new words are added at the end. */
export const podmanLanAccessChallenge1: Dictionary = {
  base: 'podman-lan-access-challenge.1',
  places: ['colleague', 'desk', 'lab', 'server', 'podman-machine-default', 'wsl', 'web', 'vswitch', 'wifi'],
  phrases: [...OWN, ...podmanLanAccess1.phrases.slice(0, SHARED).filter((phrase) => !OWN.includes(phrase))],
};
