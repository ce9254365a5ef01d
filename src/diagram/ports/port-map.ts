/**
 * The 65,536 ports of a Windows machine as a picture: what Windows hands out by itself, what it has taken out of circulation, who
 * listens, and the one port that somebody wants. Plain data without words or measures. Facts V0.3, V0.4, V0.9.
 */
import {
  ANY_ADDRESS,
  judgeBind,
  lastPort,
  type ExcludedPortRange,
  type Netns,
  type PortProtocol,
  type PortRanges,
  type World,
} from '../../engine/index.ts';

/** Both ends included. */
export interface PortSpan {
  readonly start: number;
  readonly end: number;
}

export interface PortBlock extends PortSpan {
  /** Starred: an administrator's; an explicit bind inside it succeeds. */
  readonly administered: boolean;
  /** It was not there when the command began. */
  readonly isNew: boolean;
}

export interface PortMap {
  readonly machine: string;
  readonly protocol: PortProtocol;
  readonly dynamic: PortSpan;
  /** Lowest first. */
  readonly blocks: readonly PortBlock[];
  /** Blocks that were there when the command began. */
  readonly gone: readonly PortSpan[];
  readonly listeners: readonly { readonly port: number; readonly process: string; readonly pid: number }[];
  readonly wanted: PortVerdict;
}

/** What asking for the port would come to, and because of what. */
export interface PortVerdict {
  readonly port: number;
  readonly state: 'free' | 'excluded' | 'administered' | 'taken';
}

/** What is asked for: the machine and the port that its scene is about. */
export interface WantedPort {
  readonly at: string;
  readonly wanted: number;
  readonly protocol: PortProtocol;
}

export const portCount = 65_536;

/** @returns null for a machine that does not run Windows, now or `before`. */
export function portMap(before: World, now: World, { at, wanted, protocol }: WantedPort): PortMap | null {
  const machine = now.machines[at];
  const earlier = before.machines[at]?.windows?.ports.excluded[protocol];
  if (machine?.windows === undefined || earlier === undefined) return null;
  const { dynamic, excluded } = machine.windows.ports;
  const blocks = excluded[protocol].map((block) => ({
    ...block,
    isNew: !earlier.some((other) => isSame(other, block)),
  }));
  const open = (now.netns[machine.netns]?.listeners ?? []).filter((listener) => listener.protocol === protocol);
  const listeners = [
    ...new Map(open.map(({ port, process }) => [`${port} ${process.pid}`, { port, process }])).values(),
  ];
  return {
    machine: at,
    protocol,
    dynamic: { start: dynamic[protocol].start, end: lastPort(dynamic[protocol]) },
    blocks,
    gone: earlier
      .filter((block) => !excluded[protocol].some((other) => isSame(other, block)))
      .map(({ start, end }) => ({ start, end })),
    listeners: listeners
      .map(({ port, process }) => ({ port, process: process.name, pid: process.pid }))
      .sort((a, b) => a.port - b.port),
    wanted: { port: wanted, state: stateOf(machine.windows.ports, now.netns[machine.netns], { at, wanted, protocol }) },
  };
}

/** As the engine answers a program that would listen on all addresses. */
function stateOf(ranges: PortRanges, netns: Netns | undefined, { wanted, protocol }: WantedPort): PortVerdict['state'] {
  if (netns === undefined) return 'free';
  const answer = judgeBind(ranges, netns, { protocol, address: ANY_ADDRESS, port: wanted });
  if (answer.kind === 'bound') return answer.administered === undefined ? 'free' : 'administered';
  return answer.kind === 'port-excluded' ? 'excluded' : 'taken';
}

function isSame(a: ExcludedPortRange, b: ExcludedPortRange): boolean {
  return a.start === b.start && a.end === b.end && a.administered === b.administered;
}
