/**
 * The iptables rules of Docker Engines 28.2 and 29: one jump from FORWARD into chains of their own, a DROP at the end of DOCKER
 * for what was not published, and a DROP in raw for whoever calls a container by its address. No recording covers them.
 * Read moby integration/network/bridge/iptablesdoc/generated/*.md (made by a test of moby's from a running daemon; facts.md 3.2)
 * and daemon/libnetwork/drivers/bridge/internal/iptabler before editing.
 */
import { ANY_ADDRESS, formatIp, type Ip } from '../address/ip.ts';
import type { PublishedPort } from './docker-state.ts';
import { line, type BridgeRuleSettings, type RuleLine, type RuleSet } from './rule-set.ts';
import { acceptLine, dnatLine, hairpinLine, internalLines, masqueradeLines, natJumps } from './rules-to-27.ts';

const SOURCE = 'moby integration/network/bridge/iptablesdoc/generated';

/** 28 still isolates networks from each other in two stages. */
export const RULES_28: RuleSet = {
  source: `${SOURCE} (28.2)`,
  chains: chains(['DOCKER-ISOLATION-STAGE-1', 'DOCKER-ISOLATION-STAGE-2']),
  daemon: (userlandProxy) => daemon(userlandProxy, 'DOCKER-ISOLATION-STAGE-1'),
  network: (settings) => [
    ...(settings.internal ? internal(settings, 'DOCKER-ISOLATION-STAGE-1') : open(settings, true)),
    ...(settings.internal ? [] : isolation(settings)),
  ],
  endpoint: directAccess,
  port,
};

/** 29 needs no stages: the DROP in DOCKER keeps networks apart, DOCKER-INTERNAL keeps internal ones closed. */
export const RULES_29: RuleSet = {
  source: `${SOURCE} (29.0)`,
  chains: chains(['DOCKER-INTERNAL']),
  daemon: (userlandProxy) => daemon(userlandProxy, 'DOCKER-INTERNAL'),
  network: (settings) => (settings.internal ? internal(settings, 'DOCKER-INTERNAL') : open(settings, false)),
  endpoint: directAccess,
  port,
};

function chains(between: readonly string[]): RuleSet['chains'] {
  const filter = ['DOCKER', 'DOCKER-BRIDGE', 'DOCKER-CT', 'DOCKER-FORWARD', 'DOCKER-USER', ...between];
  return [...filter.map((chain) => ({ table: 'filter', chain }) as const), { table: 'nat', chain: 'DOCKER' }];
}

/** DOCKER-USER is left empty for the user. */
function daemon(userlandProxy: boolean, between: string): readonly RuleLine[] {
  return [
    line('filter', 'FORWARD', '-j DOCKER-USER', 'end'),
    line('filter', 'FORWARD', '-j DOCKER-FORWARD', 'end'),
    line('filter', 'DOCKER-FORWARD', '-j DOCKER-CT', 'end'),
    line('filter', 'DOCKER-FORWARD', `-j ${between}`, 'end'),
    line('filter', 'DOCKER-FORWARD', '-j DOCKER-BRIDGE', 'end'),
    ...natJumps(userlandProxy),
  ];
}

function open(settings: BridgeRuleSettings, skipsDnat: boolean): readonly RuleLine[] {
  const { bridge, icc } = settings;
  const out = icc
    ? [line('filter', 'DOCKER-FORWARD', `-i ${bridge} -j ACCEPT`, 'end')]
    : [
        line('filter', 'DOCKER-FORWARD', `-i ${bridge} -o ${bridge} -j DROP`, 'end'),
        line('filter', 'DOCKER-FORWARD', `-i ${bridge} ! -o ${bridge} -j ACCEPT`, 'end'),
      ];
  return [
    ...masqueradeLines(settings, skipsDnat),
    ...out,
    line('filter', 'DOCKER', `! -i ${bridge} -o ${bridge} -j DROP`, 'end'),
    line('filter', 'DOCKER-CT', `-o ${bridge} -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT`, 'end'),
    line('filter', 'DOCKER-BRIDGE', `-o ${bridge} -j DOCKER`, 'end'),
  ];
}

function isolation({ bridge }: BridgeRuleSettings): readonly RuleLine[] {
  return [
    line('filter', 'DOCKER-ISOLATION-STAGE-1', `-i ${bridge} ! -o ${bridge} -j DOCKER-ISOLATION-STAGE-2`, 'end'),
    line('filter', 'DOCKER-ISOLATION-STAGE-2', `-o ${bridge} -j DROP`, 'top'),
  ];
}

function internal(settings: BridgeRuleSettings, chain: string): readonly RuleLine[] {
  const { bridge, icc } = settings;
  return [
    line('filter', 'DOCKER-FORWARD', `-i ${bridge} -o ${bridge} -j ${icc ? 'ACCEPT' : 'DROP'}`, 'end'),
    ...internalLines(settings, chain),
  ];
}

/** Nobody outside the bridge calls the container by its own address: that is the published port's way. @see filterDirectAccess */
function directAccess({ bridge, internal }: BridgeRuleSettings, address: Ip): readonly RuleLine[] {
  return internal ? [] : [line('raw', 'PREROUTING', `-d ${formatIp(address)}/32 ! -i ${bridge} -j DROP`, 'end')];
}

function port(settings: BridgeRuleSettings, address: Ip, published: PublishedPort): readonly RuleLine[] {
  return [
    ...loopbackOnly(published),
    dnatLine(settings, address, published),
    ...(settings.userlandProxy ? [] : [hairpinLine(address, published)]),
    acceptLine(settings, address, published, 'top'),
  ];
}

/** A port published on loopback is not for the neighbours, who could send to 127.0.0.1 over the wire. @see filterPortMappedOnLoopback */
function loopbackOnly({ hostIp, hostPort, protocol }: PublishedPort): readonly RuleLine[] {
  if (hostIp === ANY_ADDRESS || hostIp >>> 24 !== 127) return [];
  const to = `-d ${formatIp(hostIp)}/32 ! -i lo -p ${protocol} -m ${protocol} --dport ${hostPort}`;
  return [line('raw', 'PREROUTING', `${to} -j DROP`, 'end')];
}
