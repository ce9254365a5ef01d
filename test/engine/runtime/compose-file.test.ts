import { describe, expect, it } from 'vitest';
import { formatPrefix, projectNameOf, readComposeFile } from '../../../src/engine/index.ts';

const PATH = '/srv/shop/docker-compose.yml';

function read(text: string) {
  const reading = readComposeFile(PATH, text);
  if (!reading.ok) throw new Error('error' in reading ? reading.error : reading.unmodelled);
  return reading.project;
}

describe('readComposeFile', () => {
  it('names project, default network and containers as compose does', () => {
    const project = read('services:\n  web:\n    image: nginx\n  db:\n    image: redis\n    container_name: store');
    expect(project.name).toBe('shop');
    expect(project.networks.map(({ name }) => name)).toEqual(['shop_default']);
    expect(project.services.map(({ containerName }) => containerName)).toEqual(['shop-web-1', 'store']);
  });

  it.each([
    ['/srv/XXXX-openldap/docker-compose.yml', 'xxxx-openldap'],
    ['/opt/My App (v2)/compose.yaml', 'myappv2'],
    ['/home/_dev/compose.yml', 'dev'],
  ])('takes the project name from the folder: %s', (path, name) => {
    expect(projectNameOf(path)).toBe(name);
  });

  it.each([
    ['"8080:80"', [{ hostIp: 0, hostPort: 8080, containerPort: 80, protocol: 'tcp' }]],
    ['"127.0.0.1:8080:80"', [{ hostIp: 0x7f000001, hostPort: 8080, containerPort: 80, protocol: 'tcp' }]],
    ['"53:53/udp"', [{ hostIp: 0, hostPort: 53, containerPort: 53, protocol: 'udp' }]],
    ['80', [{ hostIp: 0, hostPort: null, containerPort: 80, protocol: 'tcp' }]],
    ['{ target: 80, published: 8080 }', [{ hostIp: 0, hostPort: 8080, containerPort: 80, protocol: 'tcp' }]],
  ])('reads the port %s', (port, expected) => {
    expect(read(`services:\n  web:\n    image: nginx\n    ports:\n      - ${port}`).services[0]?.ports).toEqual(
      expected,
    );
  });

  it('reads a range of ports', () => {
    const { ports } = read('services:\n  web:\n    image: nginx\n    ports: ["8000-8002:9000-9002"]').services[0]!;
    expect(ports.map(({ hostPort, containerPort }) => [hostPort, containerPort])).toEqual([
      [8000, 9000],
      [8001, 9001],
      [8002, 9002],
    ]);
  });

  it("reads the subnet of the default network, and networks of one's own", () => {
    const project = read(
      [
        'services:',
        '  web: { image: nginx, networks: [front, back] }',
        'networks:',
        '  front: { ipam: { config: [{ subnet: 10.210.0.0/24, gateway: 10.210.0.254 }] } }',
        '  back: { name: shared, external: true }',
        '  unused: {}',
      ].join('\n'),
    );
    expect(project.networks.map(({ key, name, external }) => [key, name, external])).toEqual([
      ['back', 'shared', true],
      ['front', 'shop_front', false],
    ]);
    expect(formatPrefix(project.networks[1]!.subnet!)).toBe('10.210.0.0/24');
  });

  it.each([
    ['', 'empty compose file'],
    ['services: {}', 'no service selected'],
    ['banana: 1', `validating ${PATH}: (root) Additional property banana is not allowed`],
    [
      'services: { web: { image: x, networks: [gone] } }',
      'service "web" refers to undefined network gone: invalid compose project',
    ],
    ['services: { web: { image: x, ports: ["70000:80"] } }', 'services.web.ports: invalid hostPort: 70000'],
  ])('refuses %j as compose does', (text, error) => {
    expect(readComposeFile(PATH, text)).toEqual({ ok: false, error });
  });

  it.each([
    ['services: { web: { image: x, network_mode: host } }', 'services.web.network_mode'],
    [
      'services: { web: { image: x, networks: { default: { ipv4_address: 10.0.0.9 } } } }',
      'services.web.networks.default.ipv4_address',
    ],
    ['services: { web: { image: x } }\nnetworks: { default: { driver: macvlan } }', 'the network driver macvlan'],
  ])('refuses %j by name', (text, unmodelled) => {
    expect(readComposeFile(PATH, text)).toEqual({ ok: false, unmodelled });
  });
});
