import * as v from 'valibot';
import {
  buildWorld,
  installDocker,
  installPodman,
  installWindows,
  type World,
  type WorldSpec,
} from '../engine/index.ts';
import { run } from '../terminal/index.ts';
import { windowsSchema } from './windows-file.ts';

const words = v.pipe(v.string(), v.nonEmpty());
const title = v.union([words, v.strictObject({ ko: words, en: words })]);
const texts = v.array(words);

const host = v.strictObject({
  kind: v.optional(v.picklist(['pc', 'server', 'router', 'switch', 'internet', 'linux', 'windows', 'vm'])),
  hyperV: v.optional(v.picklist(['external', 'internal', 'private'])),
  title: v.optional(title),
  subtitle: v.optional(title),
  /** The machine it runs inside: a VM in its Windows host, a distribution in its VM. */
  parent: v.optional(words),
  /** The host whose network it shares. */
  netns: v.optional(words),
  userNetwork: v.optional(v.strictObject({ process: words, netns: words, hostAlias: words })),
  podman: v.optional(
    v.strictObject({
      version: words,
      givenIds: v.optional(
        v.strictObject({
          networks: v.optional(texts),
          containers: v.optional(texts),
          containerMacs: v.optional(texts),
          hostVethMacs: v.optional(texts),
        }),
      ),
    }),
  ),
  assumed: v.optional(v.boolean()),
  addrs: v.optional(v.record(v.string(), texts)),
  macs: v.optional(v.record(v.string(), words)),
  bridges: v.optional(v.record(v.string(), texts)),
  routes: v.optional(texts),
  rules: v.optional(texts),
  rp_filter: v.optional(v.picklist([0, 1, 2])),
  sysctl: v.optional(v.record(v.string(), v.union([v.string(), v.number()]))),
  listen: v.optional(texts),
  iptables: v.optional(texts),
  files: v.optional(v.record(v.string(), v.string())),
  names: v.optional(v.record(v.string(), words)),
  docker: v.optional(
    v.strictObject({
      version: words,
      nextSubnet: v.optional(v.number()),
      bip: v.optional(words),
      userlandProxy: v.optional(v.boolean()),
      bridgeId: v.optional(words),
      bridgeMac: v.optional(words),
      givenIds: v.optional(
        v.strictObject({
          networks: v.optional(texts),
          containers: v.optional(texts),
          vethNames: v.optional(texts),
          bridgeMacs: v.optional(texts),
        }),
      ),
    }),
  ),
  windows: v.optional(windowsSchema),
});

export const worldFileSchema = v.strictObject({
  name: words,
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  seed: v.pipe(v.number(), v.integer()),
  timers: v.optional(
    v.strictObject({ clientPatienceMs: v.optional(v.number()), synRetriesMs: v.optional(v.array(v.number())) }),
  ),
  hosts: v.record(v.string(), host),
  links: v.array(v.tuple([words, words])),
  /** Lines that ran before the story begins. */
  setup: v.optional(v.array(v.strictObject({ at: words, run: words })), []),
});

export type WorldFile = v.InferOutput<typeof worldFileSchema>;

/** @throws Error when the file contradicts itself or a setup line fails: a base world is right or not there. */
export function buildBaseWorld(file: WorldFile): World {
  const { name, version, seed, timers, links } = file;
  const hosts = Object.fromEntries(
    Object.entries(file.hosts).map(([id, { docker: _docker, podman: _podman, windows: _windows, ...spec }]) => [
      id,
      spec,
    ]),
  ) as WorldSpec['hosts'];
  const built = buildWorld({
    broadcast: true,
    base: `${name}.${version}`,
    seed,
    hosts,
    links,
    ...(timers === undefined ? {} : { timers: timers as NonNullable<WorldSpec['timers']> }),
  });
  const withEngines = Object.entries(file.hosts).reduce((world, [id, { docker, podman, windows }]) => {
    const dockered =
      docker === undefined ? world : installDocker(world, id, docker as Parameters<typeof installDocker>[2]);
    const next =
      podman === undefined ? dockered : installPodman(dockered, id, podman as Parameters<typeof installPodman>[2]);
    return windows === undefined ? next : installWindows(next, id, windows as Parameters<typeof installWindows>[2]);
  }, built);
  return file.setup.reduce((world, line) => {
    const result = run(world, line.at, line.run);
    if (result.exitCode !== 0)
      throw new Error(`${line.at} $ ${line.run}: ${result.output.map(({ text }) => text).join('\n')}`);
    return result.world;
  }, withEngines);
}
