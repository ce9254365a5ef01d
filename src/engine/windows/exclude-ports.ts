/** `netsh int ipv4 add|delete excludedportrange` and `set dynamicport`, as Windows carries them out. Facts V0.8, V0.9, 2.6. */
import { byStart, lastPort, type DynamicPortRange, type ExcludedPortRange, type PortProtocol } from './port-range.ts';
import type { WindowsHost } from './windows-host.ts';

/** Fewer are refused. Fact V0.8. */
const SMALLEST_RANGE = 255;

/** Where blocks will be placed from now on; those that are held already stay. @returns false for a range that cannot be. */
export function setDynamicRange(
  host: WindowsHost,
  family: 'ipv4' | 'ipv6',
  protocol: PortProtocol,
  range: DynamicPortRange,
): boolean {
  if (range.count < SMALLEST_RANGE || range.start < 1 || lastPort(range) > 65535) return false;
  const key = family === 'ipv4' ? 'dynamic' : 'dynamicIpv6';
  host.setPorts({ [key]: { ...host.state.ports[key], [protocol]: range } });
  const subject = `${family} ${protocol} ${range.start}-${lastPort(range)}`;
  host.plane.change(host.netnsId, { verb: 'set', noun: 'dynamic-range', subject }, []);
  return true;
}

/** Why Windows did not add or delete a range. */
export type ExcludeRefusal = 'busy' | 'not-found' | 'not-administered';

/** @returns null when done; `busy` where somebody listens on one of the ports, or another exclusion holds it (fact V0.9). */
export function addExcludedRange(
  host: WindowsHost,
  protocol: PortProtocol,
  range: ExcludedPortRange,
): ExcludeRefusal | null {
  const others = host.state.ports.excluded[protocol];
  const overlaps = others.some((other) => range.start <= other.end && other.start <= range.end);
  if (overlaps || host.holderIn(protocol, range) !== undefined) return 'busy';
  host.setExcluded(protocol, byStart([...others, range]));
  host.tellRanges('add', [range]);
  return null;
}

/** Only a range that an administrator added can be deleted, and only whole. */
export function deleteExcludedRange(
  host: WindowsHost,
  protocol: PortProtocol,
  { start, end }: Pick<ExcludedPortRange, 'start' | 'end'>,
): ExcludeRefusal | null {
  const ranges = host.state.ports.excluded[protocol];
  const found = ranges.find((other) => other.start === start && other.end === end);
  if (found === undefined) return 'not-found';
  if (!found.administered) return 'not-administered';
  host.setExcluded(
    protocol,
    ranges.filter((other) => other !== found),
  );
  host.tellRanges('remove', [found]);
  return null;
}
