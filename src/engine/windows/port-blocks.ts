/**
 * The blocks of 100 ports that Windows takes out of circulation on behalf of Hyper-V, HNS and winnat: they lie in the dynamic range,
 * elsewhere after each start. Facts F0.16, V0.5, V0.21. Which of the three asks for which block is not known.
 */
import { drawNumber } from '../runtime/draw.ts';
import { byStart, lastPort, type ExcludedPortRange } from './port-range.ts';
import type { WindowsHost } from './windows-host.ts';

const BLOCK_PORTS = 100;
/** A range that is nearly full: what does not fit is left out. */
const MOST_TRIES = 200;

/** Takes new blocks, inside the dynamic TCP range as it is set now. Ports that are excluded already, or listened on, are passed over. */
export function takeBlocks(host: WindowsHost): readonly ExcludedPortRange[] {
  const { ports } = host.state;
  const draws = ports.draws + 1;
  const taken: ExcludedPortRange[] = [];
  const first = ports.dynamic.tcp.start;
  const last = lastPort(ports.dynamic.tcp) - BLOCK_PORTS + 1;
  for (let turn = 0; turn < MOST_TRIES && taken.length < ports.blocks && last >= first; turn += 1) {
    const start = drawNumber(host.plane.world.seed, `${host.machineId}/blocks/${draws}/${turn}`, first, last);
    const block = { start, end: start + BLOCK_PORTS - 1, administered: false };
    const isFree = [...ports.excluded.tcp, ...taken].every(
      (other) => block.end < other.start || other.end < block.start,
    );
    if (isFree && host.holderIn('tcp', block) === undefined) taken.push(block);
  }
  const blocks = byStart(taken);
  host.setPorts({ draws });
  host.setExcluded('tcp', byStart([...ports.excluded.tcp, ...blocks]));
  host.tellRanges('add', blocks);
  return blocks;
}

/** Gives back every range that no administrator added. @returns what was given back, of TCP. */
export function freeBlocks(host: WindowsHost): readonly ExcludedPortRange[] {
  const freed = host.state.ports.excluded.tcp.filter(({ administered }) => !administered);
  for (const protocol of ['tcp', 'udp'] as const)
    host.setExcluded(
      protocol,
      host.state.ports.excluded[protocol].filter(({ administered }) => administered),
    );
  host.tellRanges('remove', freed);
  return freed;
}
