import { formatIp, formatPrefix, prefixOf, type World } from '../engine/index.ts';

/** What in a text looks like the name of a thing in a world: addresses, prefixes, MAC addresses, interfaces. */
const NAME =
  /\b(?:\d{1,3}\.){3}\d{1,3}(?:\/\d{1,2})?\b|\b(?:[0-9a-f]{2}:){5}[0-9a-f]{2}\b|\b(?:br-[0-9a-f]{12}|veth[0-9a-f]{7}|eno\d+|docker0|eth\d+)\b/g;

export interface NamedAt {
  readonly name: string;
  /** Lines down from the text's first, from 0. */
  readonly down: number;
}

export function namesIn(text: string): readonly NamedAt[] {
  return text.split('\n').flatMap((line, down) => [...line.matchAll(NAME)].map((match) => ({ name: match[0], down })));
}

/** Every name that exists in `world`. Authors may write these, and no others, in their prose. */
export function namesOf(world: World): ReadonlySet<string> {
  const names = new Set<string>();
  for (const netns of Object.values(world.netns)) {
    for (const dev of netns.devs) {
      names.add(dev.name).add(dev.mac);
      for (const { address, lengthBits } of dev.addresses) {
        names.add(formatIp(address)).add(`${formatIp(address)}/${lengthBits}`);
        names.add(formatPrefix(prefixOf(address, lengthBits)));
      }
    }
    for (const { prefix, nextHop } of netns.routes) {
      names.add(formatPrefix(prefix));
      if (prefix.lengthBits === 32) names.add(formatIp(prefix.address));
      if (nextHop !== undefined) names.add(formatIp(nextHop));
    }
    for (const listener of netns.listeners) names.add(formatIp(listener.bindAddress));
  }
  for (const machine of Object.values(world.machines))
    for (const network of machine.docker?.networks ?? []) if (network.subnet) names.add(formatPrefix(network.subnet));
  return names;
}
