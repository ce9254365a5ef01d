/** `ip`: options, the object, and on to whoever answers for it. Read ip(8) before editing. */
import { misused, notModelled, type Command } from '../command.ts';
import type { RunResult } from '../run-result.ts';
import { abbreviated, type IpCall } from './ip-call.ts';
import { ipAddress } from './ip-address.ts';
import { ipLink } from './ip-link.ts';
import { ipNeighbour } from './ip-neighbour.ts';
import { ipRoute } from './ip-route.ts';
import { ipRule } from './ip-rule.ts';

/** In the tool's own order, which decides what an abbreviation means. */
const OBJECTS: readonly (readonly [name: string, run: (call: IpCall) => RunResult])[] = [
  ['address', ipAddress],
  ['route', ipRoute],
  ['rule', ipRule],
  ['neighbor', ipNeighbour],
  ['neighbour', ipNeighbour],
  ['link', ipLink],
];

const NOT_HERE: readonly string[] = [
  ...[
    'addrlabel',
    'fou',
    'ila',
    'ioam',
    'l2tp',
    'macsec',
    'maddress',
    'mptcp',
    'monitor',
    'mroute',
    'mrule',
    'netconf',
  ],
  ...[
    'netns',
    'nexthop',
    'ntable',
    'ntbl',
    'sr',
    'stats',
    'tap',
    'tcpmetrics',
    'token',
    'tunnel',
    'tuntap',
    'vrf',
    'xfrm',
  ],
];

export const ip: Command = {
  name: 'ip',
  understands: [
    'ip [-br] addr [show] [dev DEV]',
    'ip addr add|del ADDR/N dev DEV',
    'ip route [show] [table TABLE]',
    'ip route get ADDR',
    'ip route add|del|replace PREFIX [via ADDR] [dev DEV] [metric N]',
    'ip rule',
    'ip neigh [show] [dev DEV]',
    'ip neigh flush dev DEV',
    'ip [-br] link [show] [DEV]',
    'ip link set DEV up|down',
    'ip link del DEV',
  ],
  run: (context, args) => {
    const rest = [...args];
    let brief = false;
    for (let option = rest[0]; option?.startsWith('-') === true; option = rest[0]) {
      rest.shift();
      const name = option.replace(/^--?/, '');
      if (name === 'br' || name === 'brief') brief = true;
      else if (name === '6' || name === 'family' || name === 'f') return notModelled(context, 'IPv6');
      else if (/^(4|c|color.*|o|oneline|N|Numeric|d|details|s|stats|j|json|p|pretty)$/.test(name)) {
        if (!/^(4|c|color.*|N|Numeric)$/.test(name)) return notModelled(context, `ip ${option}`);
      } else return misused(context, ip, 255, `Option "${option}" is unknown, try "ip -help".`);
    }
    const [object, ...words] = rest;
    if (object === undefined || object === 'help') return misused(context, ip, 255, ...USAGE);
    const found = OBJECTS.find(([name]) => abbreviated(object, name));
    if (found !== undefined) return found[1]({ context, command: ip, words, brief });
    if (NOT_HERE.includes(object)) return notModelled(context, `ip ${object}`);
    return misused(context, ip, 1, `Object "${object}" is unknown, try "ip help".`);
  },
};

const USAGE: readonly string[] = [
  'Usage: ip [ OPTIONS ] OBJECT { COMMAND | help }',
  '       ip [ -force ] -batch filename',
];
