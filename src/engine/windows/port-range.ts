/** Which ports Windows hands out by itself, and which it has taken out of circulation. Facts V0.3, V0.4, V0.9. */

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
}

export interface PortRanges {
  readonly dynamic: Readonly<Record<'tcp' | 'udp', DynamicPortRange>>;
  readonly excluded: Readonly<Record<'tcp' | 'udp', readonly ExcludedPortRange[]>>;
}
