/** A server with a Docker Engine of a given version, and what tests ask of it through the runtime itself. */
import {
  buildWorld,
  ControlPlane,
  createContainer,
  createNetwork,
  DockerHost,
  installDocker,
  ip,
  prefix,
  startContainer,
  type DockerInstall,
  type NetworkRequest,
  type TableName,
} from '../../src/engine/index.ts';

/** `server` and a neighbour on one LAN; the neighbour has a route to docker0's containers. */
export function engineOf(install: DockerInstall): DockerHost {
  const world = buildWorld({
    hosts: {
      server: { addrs: { eth0: '198.51.100.10/24' } },
      lan: { kind: 'switch' },
      neighbour: { addrs: { eth0: '198.51.100.20/24' }, routes: ['172.17.0.0/16 via 198.51.100.10'] },
    },
    links: [
      ['server:eth0', 'lan:p1'],
      ['neighbour:eth0', 'lan:p2'],
    ],
  });
  return new DockerHost(new ControlPlane(installDocker(world, 'server', install), 'server'), 'server');
}

/** The network of moby's documentation: bridge1, 192.0.2.0/24. */
export function bridge1(host: DockerHost, request: Partial<NetworkRequest> = {}): void {
  const answer = createNetwork(host, {
    name: 'bridge1',
    subnet: prefix('192.0.2.0/24'),
    ...request,
    options: { 'com.docker.network.bridge.name': 'bridge1', ...request.options },
  });
  if (!answer.ok) throw new Error(answer.message);
}

/** nginx with port 80 published at `hostIp`:8080. */
export function published(host: DockerHost, network: string, hostIp = '0.0.0.0'): void {
  const created = createContainer(host, {
    name: 'c1',
    image: 'nginx',
    command: [],
    networkIds: [host.findNetwork(network)?.id ?? network],
    published: [{ hostIp: ip(hostIp), hostPort: 8080, containerPort: 80, protocol: 'tcp' }],
    restart: 'no',
  });
  const started = created.ok ? startContainer(host, created.value) : created;
  if (!started.ok) throw new Error(started.message);
}

/** The rules of a table, as `iptables -S` has them. */
export function rulesIn(host: DockerHost, table: TableName): readonly string[] {
  const found = host.netns.netfilter.tables.find((other) => other.name === table);
  return found?.chains.flatMap((chain) => chain.rules.map((rule) => rule.text)) ?? [];
}
