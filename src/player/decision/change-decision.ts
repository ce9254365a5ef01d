/** What a command changed, in the listing where a person would look for it. */
import type { StepOf } from '../fold/fold.ts';
import type { DecisionView, Listing } from '../frame.ts';
import { promptFor, run } from '../../terminal/index.ts';
import type { Stage } from '../stage.ts';
import { subnetDecision } from './subnet-decision.ts';

type Changes = readonly [StepOf<'change'>, ...StepOf<'change'>[]];

/** Null where no listing would show more than the sentence says. */
export function changeDecision(stage: Stage, changes: Changes): DecisionView | null {
  const [first] = changes;
  const subjects = changes.flatMap(({ subject, also = [] }) => [subject, ...also]);
  const listing = first.noun === 'rule' ? ruleListing(first, subjects) : toolListing(stage, first, subjects);
  if (!listing?.lines.some(({ mark }) => mark !== undefined)) return null;
  if (first.choice !== undefined && subjects.length === 1) return subnetDecision(stage, first, first.choice, listing);
  const panel = listing.lines.filter(({ mark }) => mark !== undefined).slice(0, 3);
  return {
    listing,
    verdict: stage.messages.verdict.changed({ noun: stage.messages.noun[first.noun], subjects }),
    losers: [],
    panel: panel.map(({ text }) => ({ text })),
  };
}

/** Docker writes rules by calling iptables: these are its calls. */
function ruleListing(step: StepOf<'change'>, subjects: readonly string[]): Listing {
  const mark = markOf(step);
  return {
    place: step.netns,
    command: 'iptables-save',
    lines: subjects.map((text) => ({ text: text.replace(/^-t \S+ /, ''), mark })),
  };
}

/** What is gone is shown where it still was. */
function toolListing(stage: Stage, step: StepOf<'change'>, subjects: readonly string[]): Listing | null {
  const isWindows = stage.machine(step.netns)?.kind === 'windows';
  const command = isWindows ? windowsCommandFor(step) : commandFor(step);
  const world = step.verb === 'remove' ? stage.before : stage.after;
  if (command === null || !world.netns[step.netns]) return null;
  const mark = markOf(step);
  const lines = run(world, step.netns, command)
    .output.filter(({ stream }) => stream === 'out')
    .map(({ text }) => ({ text: text.trimEnd() }));
  const isAbout = (text: string): boolean => subjects.some((subject) => text.includes(needleOf(step, subject)));
  return {
    place: step.netns,
    prompt: promptFor(stage.machine(step.netns) ?? undefined, step.netns),
    command,
    lines: lines.map((line) => (isAbout(line.text) ? { ...line, mark } : line)),
  };
}

function markOf({ verb }: StepOf<'change'>): 'matched' | 'lost' {
  return verb === 'remove' ? 'lost' : 'matched';
}

function commandFor({ noun, subject }: StepOf<'change'>): string | null {
  switch (noun) {
    case 'route':
      return 'ip route';
    case 'network':
      return 'docker network ls';
    case 'container':
      return 'docker ps -a';
    case 'listener':
      return subject.startsWith('udp') ? 'ss -lunp' : 'ss -ltnp';
    case 'pool':
    case 'netdev':
    case 'address':
    case 'rule':
    case 'netns':
    case 'sysctl':
    case 'file':
    case 'excluded-range':
    case 'dynamic-range':
    case 'service':
      return null;
  }
}

/** The same things, where a person on Windows looks for them. */
function windowsCommandFor({ noun, subject }: StepOf<'change'>): string | null {
  switch (noun) {
    case 'listener':
      return 'netstat -ano';
    case 'excluded-range':
      return 'netsh int ipv4 show excludedportrange protocol=tcp';
    case 'dynamic-range':
      return `netsh int ${subject.split(' ').slice(0, 1).join('')} show dynamicport ${subject.split(' ')[1] ?? ''}`;
    default:
      return null;
  }
}

/** `8039-8138` as netsh sets it: right-aligned to columns 10 and 22. */
function rowOfRange(subject: string): string {
  const [start = '', end = ''] = subject.replace('*', '').split('-');
  return `${start.padStart(10)}${end.padStart(12)}`;
}

/** The word of a subject that a listing repeats: a route as it begins, a socket's address, a name. */
function needleOf({ noun }: StepOf<'change'>, subject: string): string {
  const words = subject.split(' ');
  if (noun === 'excluded-range') return rowOfRange(subject);
  if (noun === 'dynamic-range') return ' ' + (words.at(-1)?.split('-')[0] ?? subject);
  return (noun === 'listener' ? words.at(-1) : noun === 'route' ? subject : words[0]) ?? subject;
}
