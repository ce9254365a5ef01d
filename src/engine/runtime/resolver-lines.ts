import { line, type RuleLine } from './rule-set.ts';

/** Inside a container on a network of the user's: its resolver at 127.0.0.11 is dockerd, on ports that were drawn. */
export function resolverLines(tcpPort: number, udpPort: number): readonly RuleLine[] {
  const at = '127.0.0.11/32';
  const ask = (protocol: string, port: number) =>
    line(
      'nat',
      'DOCKER_OUTPUT',
      `-d ${at} -p ${protocol} -m ${protocol} --dport 53 -j DNAT --to-destination 127.0.0.11:${port}`,
      'end',
    );
  const answer = (protocol: string, port: number) =>
    line(
      'nat',
      'DOCKER_POSTROUTING',
      `-s ${at} -p ${protocol} -m ${protocol} --sport ${port} -j SNAT --to-source :53`,
      'end',
    );
  return [
    line('nat', 'OUTPUT', `-d ${at} -j DOCKER_OUTPUT`, 'end'),
    line('nat', 'POSTROUTING', `-d ${at} -j DOCKER_POSTROUTING`, 'end'),
    ask('tcp', tcpPort),
    ask('udp', udpPort),
    answer('tcp', tcpPort),
    answer('udp', udpPort),
  ];
}
