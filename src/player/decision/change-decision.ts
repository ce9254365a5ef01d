/** What a command changed, in the listing where a person would look for it. */
import type { StepOf } from '../fold/fold.ts';
import type { DecisionView, Listing } from '../frame.ts';
import { run } from '../../terminal/index.ts';
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
  const command = commandFor(step);
  const world = step.verb === 'remove' ? stage.before : stage.after;
  if (command === null || !world.netns[step.netns]) return null;
  const mark = markOf(step);
  const lines = run(world, step.netns, command).output.map(({ text }) => ({ text: text.trimEnd() }));
  const isAbout = (text: string): boolean => subjects.some((subject) => text.includes(needleOf(step, subject)));
  return {
    place: step.netns,
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
      return null;
  }
}

/** The word of a subject that a listing repeats: a route as it begins, a socket's address, a name. */
function needleOf({ noun }: StepOf<'change'>, subject: string): string {
  const words = subject.split(' ');
  return (noun === 'listener' ? words.at(-1) : noun === 'route' ? subject : words[0]) ?? subject;
}
