/** Which ports Windows hands out by itself, and which it has taken out of circulation. Facts V0.3, V0.4, V0.9. */

/** The two protocols whose ports have ranges of their own; IPv4 and IPv6 are separate settings too. Fact V0.8. */
export type PortProtocol = 'tcp' | 'udp';

/** `start` and how many, as `netsh int ipv4 show dynamicport` prints them; the last one is start + count - 1. */
export interface DynamicPortRange {
  readonly start: number;
  readonly count: number;
}

/** One row of `netsh int ipv4 show excludedportrange`, both ends included. */
export interface ExcludedPortRange {
  readonly start: number;
  readonly end: number;
  /** Starred: added by an administrator. Automatic assignment stops, an explicit bind still succeeds. Fact V0.9. */
  readonly administered: boolean;
  /** Added with `store=active`: gone after a reboot. */
  readonly untilReboot?: boolean;
}

export interface PortRanges {
  readonly dynamic: Readonly<Record<PortProtocol, DynamicPortRange>>;
  /** The same setting for IPv6: kept and printed, no packet or socket asks for it here. */
  readonly dynamicIpv6: Readonly<Record<PortProtocol, DynamicPortRange>>;
  /** Lowest first. */
  readonly excluded: Readonly<Record<PortProtocol, readonly ExcludedPortRange[]>>;
  /** How many blocks of 100 ports Hyper-V, HNS and winnat ask for when they start; 0 on a machine without them. Fact V0.5. */
  readonly blocks: number;
  /** How often these blocks were drawn: each drawing has another result. */
  readonly draws: number;
  /** What winnat gave back when it stopped, until it runs again. */
  readonly freed?: readonly ExcludedPortRange[];
}

/** The default since Windows Vista. @see Microsoft KB 929851, fact V0.4 */
export const DEFAULT_DYNAMIC: DynamicPortRange = { start: 49152, count: 16384 };

/** The last port of a dynamic range: start + count - 1. Fact V0.2. */
export function lastPort({ start, count }: DynamicPortRange): number {
  return start + count - 1;
}

/** `8039-8138`, or `50000-50059*` for an administered one; null when it is neither. */
export function parseExcludedRange(text: string): ExcludedPortRange | null {
  const found = /^(\d{1,5})-(\d{1,5})(\*)?$/.exec(text);
  const [start, end] = [Number(found?.[1]), Number(found?.[2])];
  if (found === null || start < 1 || end < start || end > 65535) return null;
  return { start, end, administered: found[3] !== undefined };
}

export function byStart(ranges: readonly ExcludedPortRange[]): readonly ExcludedPortRange[] {
  return [...ranges].sort((a, b) => a.start - b.start);
}
