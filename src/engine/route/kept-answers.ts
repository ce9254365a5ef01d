/**
 * Routing answers of one namespace, kept: flows ask the same few questions again and again. Beside `input.ts` and `output.ts`, which
 * say what the answers are; as the kernel's own cache once did, it forgets an answer when another needs its place.
 * @see net/ipv4/route.c before Linux 3.6, rt_hash_table
 */
import type { Ip } from '../address/ip.ts';
import type { Netns } from '../world/world.ts';
import { routeInput, type RoutedInput } from './input.ts';
import { routeOutput, type OutputQuery, type RoutedOutput } from './output.ts';

const PLACES = 64;

interface Kept<Answer> {
  readonly dst: Ip;
  /** Undefined where the kernel picks one. */
  readonly src: Ip | undefined;
  /** Empty for a packet made here. */
  readonly iif: string;
  readonly mark: number;
  readonly answer: Answer;
}

/** Valid as long as routes, rules, devices and settings of the namespace are the same. */
export class KeptAnswers {
  private readonly inputs: (Kept<RoutedInput> | undefined)[] = [];
  private readonly outputs: (Kept<RoutedOutput> | undefined)[] = [];

  input(netns: Netns, dst: Ip, src: Ip, iif: string, mark: number): RoutedInput {
    const place = placeOf(dst, src);
    const kept = find(this.inputs, place, dst, src, iif, mark);
    if (kept !== undefined) return kept.answer;
    const answer = routeInput(netns, { dst, src, iif, mark });
    keep(this.inputs, place, { dst, src, iif, mark, answer });
    return answer;
  }

  /** Next hops learned from redirects, and answers in another's name, are asked for anew each time. */
  output(netns: Netns, query: OutputQuery): RoutedOutput {
    const { dst, src, mark = 0 } = query;
    if (query.redirected !== undefined || query.anySource === true) return routeOutput(netns, query);
    const place = placeOf(dst, src ?? 0);
    const kept = find(this.outputs, place, dst, src, '', mark);
    if (kept !== undefined) return kept.answer;
    const answer = routeOutput(netns, query);
    keep(this.outputs, place, { dst, src, iif: '', mark, answer });
    return answer;
  }
}

function placeOf(dst: number, src: number): number {
  return (Math.imul(dst, 0x9e3779b1) ^ Math.imul(src, 0x85ebca77)) >>> 26;
}

/** Each answer has two places, so that two that are asked for in turn need not drive each other out. */
function find<Answer>(
  places: readonly (Kept<Answer> | undefined)[],
  place: number,
  dst: Ip,
  src: Ip | undefined,
  iif: string,
  mark: number,
): Kept<Answer> | undefined {
  const first = places[place];
  if (first !== undefined && isAbout(first, dst, src, iif, mark)) return first;
  const second = places[place ^ 1];
  return second !== undefined && isAbout(second, dst, src, iif, mark) ? second : undefined;
}

function isAbout(kept: Kept<unknown>, dst: Ip, src: Ip | undefined, iif: string, mark: number): boolean {
  return kept.dst === dst && kept.src === src && kept.mark === mark && kept.iif === iif;
}

function keep<Answer>(places: (Kept<Answer> | undefined)[], place: number, kept: Kept<Answer>): void {
  while (places.length < PLACES) places.push(undefined);
  if (places[place] !== undefined) places[place ^ 1] = places[place];
  places[place] = kept;
}
