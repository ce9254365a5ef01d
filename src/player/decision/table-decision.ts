/** Decisions that are one line of a table: a neighbour, a port of a bridge, a listener, a tracked connection. */
import { formatIp, type NetnsState, type Packet, type Tuple } from '../../engine/index.ts';
import { conntrackLine } from '../../terminal/index.ts';
import type { DecisionView, Listing } from '../frame.ts';
import type { StepOf } from '../fold/fold.ts';
import { fdbRow } from '../print.ts';
import { listenerRows, neighbourRow } from './rows.ts';
import type { Stage } from '../stage.ts';
import { endpoint } from '../tell/packet-view.ts';

export function neighbourDecision(stage: Stage, step: StepOf<'neighbour'>, state: NetnsState | null): DecisionView {
  const { verdict } = stage.messages;
  const ip = formatIp(step.ip);
  const lines = (state?.neighbours ?? []).map((entry) =>
    marked(neighbourRow(entry), entry.ip === step.ip && (step.dev === undefined || entry.dev === step.dev)),
  );
  const found = step.answer === 'resolved' || step.answer === 'cached';
  return view(step.netns, 'ip neigh', lines, {
    verdict: found
      ? verdict['neighbour-found']({ ip, mac: step.mac ?? '' })
      : step.answer === 'failed'
        ? verdict['neighbour-failed']({ ip })
        : verdict['neighbour-unknown']({ ip }),
  });
}

export function bridgeDecision(
  stage: Stage,
  step: StepOf<'bridge'>,
  mac: string,
  state: NetnsState | null,
): DecisionView {
  const entries = (state?.fdb ?? []).filter(({ bridge }) => bridge === step.bridge);
  const port = step.ports[0];
  return view(
    step.netns,
    `bridge fdb show br ${step.bridge} | grep master`,
    entries.map((entry) => marked(fdbRow(entry), entry.mac === mac)),
    {
      verdict:
        step.decision === 'forward' && port !== undefined
          ? stage.messages.verdict['fdb-known']({ mac, port })
          : stage.messages.verdict['fdb-unknown']({ mac }),
    },
  );
}

export function listenerDecision(stage: Stage, step: StepOf<'deliver' | 'drop'>): DecisionView | null {
  const { packet } = step;
  if (packet === null || packet.protocol === 'icmp' || stage.isProgram(step.netns)) return null;
  const { protocol, dport: port } = packet;
  const reader = step.kind === 'deliver' ? step.listener : undefined;
  const { command, rows } = listenerRows(stage, step.netns, protocol);
  return view(
    step.netns,
    command,
    rows.map(({ text, listener }) =>
      marked(text, listener !== null && listener.port === reader?.port && listener.bindAddress === reader.bindAddress),
    ),
    {
      verdict: reader
        ? stage.messages.verdict.listener({ port, process: reader.process.name })
        : stage.messages.verdict['no-listener']({ port }),
    },
  );
}

export function conntrackDecision(stage: Stage, step: StepOf<'nat'>, state: NetnsState | null): DecisionView {
  const side = step.diff.some(({ field }) => field === 'dst' || field === 'dport') ? 'destination' : 'source';
  const entries = state?.conntrack ?? [];
  const before = step.before;
  const known =
    entries.find(({ original, reply }) => [original, reply].some((tuple) => isOf(tuple, before))) ??
    // An error about a flow carries the flow's addresses, not its ports.
    entries.find(({ original, reply }) =>
      [original, reply].some((tuple) => tuple.src === before.src && tuple.dst === before.dst),
    );
  return view(
    step.netns,
    'conntrack -L',
    entries.map((entry) => marked(conntrackLine(entry, step.atMs), entry === known)),
    {
      verdict: stage.messages.verdict.established({
        before: endpoint(before, side),
        after: endpoint(step.packet ?? before, side),
      }),
    },
  );
}

function isOf({ protocol, src, dst, sport, dport }: Tuple, packet: Packet): boolean {
  const [from, to] = packet.protocol === 'icmp' ? [packet.id, packet.id] : [packet.sport, packet.dport];
  return protocol === packet.protocol && src === packet.src && dst === packet.dst && sport === from && dport === to;
}

function marked(text: string, decided: boolean): Listing['lines'][number] {
  return decided ? { text, mark: 'decided' } : { text };
}

function view(
  place: string,
  command: string,
  lines: Listing['lines'],
  { verdict }: Pick<DecisionView, 'verdict'>,
): DecisionView {
  const panel = lines.flatMap((line) =>
    line.mark === 'decided' ? [{ text: line.text, mark: 'decided' as const }] : [],
  );
  return { listing: { place, command, lines }, verdict, losers: [], panel };
}
