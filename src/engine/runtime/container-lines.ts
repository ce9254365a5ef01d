/** The rules that follow a container: those of its addresses and of its published ports. */
import type { Ip } from '../address/ip.ts';
import { ruleSettings, rulesOfEngine } from './docker-host.ts';
import type { DockerNetwork, DockerState, PublishedPort } from './docker-state.ts';
import type { RuleLine } from './rule-set.ts';

export function linesOfEndpoint(docker: DockerState, network: DockerNetwork, address: Ip): readonly RuleLine[] {
  const settings = ruleSettings(docker, network);
  return settings === null ? [] : rulesOfEngine(docker).endpoint(settings, address);
}

export function linesOfPort(
  docker: DockerState,
  network: DockerNetwork,
  address: Ip,
  port: PublishedPort,
): readonly RuleLine[] {
  const settings = ruleSettings(docker, network);
  return settings === null ? [] : rulesOfEngine(docker).port(settings, address, port);
}
