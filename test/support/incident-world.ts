/** The world of the incident as a picture needs it: a developer PC, a router, a switch, and two servers, one of them with Docker. */
import { buildWorld, type HostSpec, type WorldSpec } from '../../src/engine/index.ts';

const pc: HostSpec = {
  kind: 'pc',
  title: { en: 'Developer PC', ko: '개발자 PC' },
  addrs: { eth0: '172.22.10.119/24' },
  routes: ['default via 172.22.10.1'],
};

const router: HostSpec = {
  kind: 'router',
  title: { en: 'Router', ko: '라우터' },
  assumed: true,
  addrs: { eth0: '172.22.10.1/24', eth1: '172.42.10.1/24' },
};

const r550: HostSpec = {
  title: 'R550',
  subtitle: { en: 'Dell server', ko: 'Dell 서버' },
  addrs: { eno8303: '172.42.10.112/24', docker0: '172.17.0.1/16' },
  bridges: { docker0: [] },
  routes: ['default via 172.42.10.1'],
  listen: ['tcp/22=sshd'],
};

const r550WithLdap: HostSpec = {
  ...r550,
  addrs: { ...r550.addrs, 'br-80cb5a0c07bc': '172.22.0.1/16' },
  bridges: { docker0: [], 'br-80cb5a0c07bc': ['veth4ac7512'] },
  listen: ['tcp/22=sshd', 'tcp/3899=docker-proxy', 'tcp/6366=docker-proxy'],
};

const r650: HostSpec = {
  title: 'R650',
  addrs: { eno8303: '172.42.10.110/24' },
  routes: ['default via 172.42.10.1'],
  listen: ['tcp/22=sshd'],
};

const openldap: HostSpec = {
  parent: 'r550',
  addrs: { eth0: '172.22.0.2/16' },
  routes: ['default via 172.22.0.1'],
  listen: ['tcp/389=slapd', 'tcp/636=slapd'],
};

const lan: HostSpec = { kind: 'switch', title: { en: 'Switch', ko: '스위치' }, assumed: true };

const cables: WorldSpec['links'] = [
  ['pc:eth0', 'router:eth0'],
  ['router:eth1', 'lan:port1'],
  ['lan:port2', 'r550:eno8303'],
  ['lan:port3', 'r650:eno8303'],
];

/** Before `docker compose up`. */
export const incidentBefore = buildWorld({ hosts: { pc, router, lan, r550, r650 }, links: cables });

/** After it: the deciding moment. */
export const incidentAfter = buildWorld({
  hosts: { pc, router, lan, r550: r550WithLdap, r650, openldap },
  links: [...cables, ['r550:veth4ac7512', 'openldap:eth0']],
});
