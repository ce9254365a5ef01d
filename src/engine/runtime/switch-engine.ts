/** Another version of the Docker Engine on the same machine: the same networks and containers, in that version's rules. */
import type { Edit } from '../world/edit.ts';
import { linesOfEndpoint, linesOfPort } from './container-lines.ts';
import { linesOfNetwork, refused, rulesOfEngine, type Answer, type DockerHost } from './docker-host.ts';
import type { DockerContainer } from './docker-state.ts';
import { inProgramOrder, publishingNetwork } from './endpoints.ts';
import { ruleSetOf, unknownRules } from './engine-version.ts';
import { addDaemonRules } from './install.ts';
import { ruleTexts } from './put-rules.ts';
import type { RuleLine } from './rule-set.ts';

/** Versions a person means by a bare number. The patch decides nothing here. */
const LATEST: Readonly<Record<string, string>> = {
  '20.10': '20.10.24',
  '23': '23.0.6',
  '24': '24.0.9',
  '25': '25.0.5',
  '26': '26.1.4',
  '27': '27.5.1',
  '28': '28.5.2',
  '29': '29.0.0',
};

/**
 * Takes the old version's rules out and puts the new one's in, as a daemon does that is replaced while its containers run on
 * (live-restore). Rules of the user's in DOCKER-USER stay; addresses, routes and proxies are the same in every version.
 */
export function switchEngine(host: DockerHost, typed: string): Answer<string> {
  const version = LATEST[typed] ?? typed;
  if (!/^\d+\.\d+/.test(version) || ruleSetOf(version) === null) return refused(unknownRules(typed));
  const { netnsId: netns } = host;
  const running = linesInForce(host);
  host.rules('remove', netns, [...running].reverse());
  host.plane.quietly(emptyChains(host));
  host.set({ version });
  addDaemonRules(host);
  host.rules('add', netns, linesInForce(host));
  return { ok: true, value: version };
}

/** Every rule of the version that runs, but for the daemon's own, in the order in which networks and containers came. */
function linesInForce(host: DockerHost): readonly RuleLine[] {
  const { docker } = host;
  return [
    ...docker.networks.flatMap((network) => linesOfNetwork(docker, network)),
    ...[...docker.containers].reverse().flatMap((container) => linesOfContainer(host, container)),
  ];
}

function linesOfContainer({ docker }: DockerHost, container: DockerContainer): readonly RuleLine[] {
  const joined = container.endpoints.flatMap((endpoint) => {
    const network = docker.networks.find((other) => other.id === endpoint.network);
    return network === undefined ? [] : [{ network, address: endpoint.address }];
  });
  const publishing = publishingNetwork(joined.map(({ network }) => network));
  return [
    ...joined.flatMap(({ network, address }) => linesOfEndpoint(docker, network, address)),
    ...joined
      .filter(({ network }) => network === publishing)
      .flatMap(({ network, address }) =>
        inProgramOrder(container.published).flatMap((port) => linesOfPort(docker, network, address, port)),
      ),
  ];
}

/** The daemon's jumps and its chains go; DOCKER-USER goes only when nothing of the user's is in it. */
export function emptyChains(host: DockerHost, docker = host.docker): readonly Edit[] {
  const { netnsId: netns } = host;
  const rules = rulesOfEngine(docker);
  const lines = rules
    .daemon(docker.userlandProxy)
    .filter((line) => ruleTexts(host.netns, line.table, line.chain).includes(line.text));
  return [
    ...lines.map(({ table, chain, text }): Edit => ({ kind: 'remove-rule', netns, table, chain, text })),
    ...rules.chains
      .filter(({ chain }) => chain !== 'DOCKER-USER')
      .map(({ table, chain }): Edit => ({ kind: 'remove-chain', netns, table, chain })),
  ];
}
