/** Worlds of any shape for properties: machines on switches behind routers, bridges in them, containers on the bridges. */
import fc from 'fast-check';
import type { World } from '../../src/engine/index.ts';
import { plainWorld, type PlainHost, type PlainSpec } from './plain-world.ts';

interface Shape {
  /** One entry a host: how many containers each of its bridges has. */
  readonly hosts: readonly (readonly number[])[];
  readonly routers: number;
  readonly hasSwitch: boolean;
  readonly hasInternet: boolean;
  readonly name: string;
}

const names = ['web', 'db', '데이터베이스', 'a-very-long-name-for-a-container-1', 'R550', '개발 서버', 'x'];

export function shapes(mostContainers = 40): fc.Arbitrary<Shape> {
  return fc.record({
    hosts: fc.array(fc.array(fc.nat(mostContainers), { maxLength: 5 }), { minLength: 1, maxLength: 5 }),
    routers: fc.nat(3),
    hasSwitch: fc.boolean(),
    hasInternet: fc.boolean(),
    name: fc.constantFrom(...names),
  });
}

/** Addresses are of no meaning here beyond their length. */
export function worldOf({ hosts, routers, hasSwitch, hasInternet, name }: Shape): World {
  const specs: Record<string, PlainHost> = {
    pc: { kind: 'pc', title: name, addrs: { eth0: '192.0.2.10/24' } },
  };
  const links: [string, string][] = [];
  let before = 'pc:eth0';
  for (let n = 0; n < routers; n += 1) {
    specs[`router${n}`] = {
      kind: 'router',
      title: { en: `Router ${n}`, ko: `라우터 ${n}` },
      assumed: n % 2 === 0,
      addrs: { eth0: `198.51.100.${n + 1}/24`, eth1: '203.0.113.254/24' },
    };
    links.push([before, `router${n}:eth0`]);
    before = `router${n}:eth1`;
  }
  if (hasInternet && routers > 0) {
    specs['internet'] = {
      kind: 'internet',
      title: { en: 'Internet', ko: '인터넷' },
      addrs: { eth0: '203.0.113.1/24' },
    };
    links.push([`router${routers - 1}:wan0`, 'internet:eth0']);
  }
  if (hasSwitch) {
    specs['lan'] = { kind: 'switch', title: { en: 'Office switch', ko: '사무실 스위치' }, assumed: true };
    links.push([before, 'lan:port0']);
  }
  hosts.forEach((bridges, h) =>
    addHost(specs, links, h, bridges, name, hasSwitch ? `lan:port${h + 1}` : before, hasSwitch),
  );
  return plainWorld({ hosts: specs, links });
}

function addHost(
  specs: Record<string, PlainHost>,
  links: [string, string][],
  h: number,
  bridges: readonly number[],
  name: string,
  uplink: string,
  isAlone: boolean,
): void {
  const host = `host${h}`;
  const ports: Record<string, string[]> = {};
  const addrs: Record<string, string> = { eth0: `203.0.113.${h + 10}/24` };
  bridges.forEach((count, b) => {
    const bridge = b === 0 ? 'docker0' : `br-0123456789a${b}`;
    addrs[bridge] = `10.${h}.${b}.1/24`;
    ports[bridge] = Array.from({ length: count }, (_, c) => `veth${b}x${c}`);
    for (let c = 0; c < count; c += 1) {
      const id = `c${h}-${b}-${c}`;
      specs[id] = { parent: host, title: c % 3 === 0 ? name : id, addrs: { eth0: `10.${h}.${b}.${(c % 250) + 2}/24` } };
      links.push([`${host}:veth${b}x${c}`, `${id}:eth0`]);
    }
  });
  specs[host] = { title: h === 0 ? name : host, addrs, bridges: ports, listens: ['sshd', 'docker-proxy'] };
  // A router without a switch has one cable for the first host only: the others hang from a port of their own.
  const [uplinkHost = ''] = uplink.split(':');
  links.push([isAlone || h === 0 ? uplink : `${uplinkHost}:extra${h}`, `${host}:eth0`]);
}

/** A switch with hosts of five bridges with ten containers each, `containers` in all. */
export function farm(containers: number): World {
  const hosts: Record<string, PlainHost> = { lan: { kind: 'switch', title: 'LAN' } };
  const links: PlainSpec['links'][number][] = [];
  for (let h = 0; h * 50 < containers; h += 1) {
    const bridges: Record<string, string[]> = {};
    for (let b = 0; b < 5; b += 1) {
      const ports = Array.from(
        { length: Math.min(10, Math.max(0, containers - h * 50 - b * 10)) },
        (_, c) => `veth${b}x${c}`,
      );
      bridges[`br${b}`] = ports;
      for (const port of ports) {
        const id = `c${h}-${port}`;
        hosts[id] = { parent: `host${h}`, addrs: {} };
        links.push([`host${h}:${port}`, `${id}:eth0`]);
      }
    }
    hosts[`host${h}`] = { bridges };
    links.push([`lan:port${h}`, `host${h}:eth0`]);
  }
  return plainWorld({ hosts, links });
}
