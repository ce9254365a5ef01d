/** The /etc/hosts that dockerd writes into a container, as far as `--add-host` asks for one. @see moby libnetwork/etchosts; facts V1.5, F1.12 */
import { formatIp, type Ip } from '../address/ip.ts';
import type { DockerHost } from './docker-host.ts';
import type { DockerContainer } from './docker-state.ts';

const STANDARD = [
  '127.0.0.1\tlocalhost',
  '::1\tlocalhost ip6-localhost ip6-loopback',
  'fe00::0\tip6-localnet',
  'ff00::0\tip6-mcastprefix',
  'ff02::1\tip6-allnodes',
  'ff02::2\tip6-allrouters',
];

export function hostsFile(host: DockerHost, { id, hostname, extraHosts = [] }: DockerContainer, own?: Ip): string {
  const extra = extraHosts.map(({ name, address }) => {
    const meant = address === 'host-gateway' ? hostGateway(host) : address;
    return `${formatIp(meant)}\t${name}`;
  });
  const last = own === undefined ? [] : [`${formatIp(own)}\t${hostname ?? id.slice(0, 12)}`];
  return [...STANDARD, ...extra, ...last, ''].join('\n');
}

/** The default bridge's gateway, unless the daemon was told another (Docker Desktop does: 192.168.65.254, fact F1.3). */
function hostGateway(host: DockerHost): Ip {
  const told = host.machine.names?.['host.docker.internal'];
  return told ?? host.findNetwork('bridge')?.gateway ?? (0 as Ip);
}
