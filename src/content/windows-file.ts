/** The `windows:` part of a host in a world file. What it means stands in `WindowsInstall`. */
import * as v from 'valibot';

const words = v.pipe(v.string(), v.nonEmpty());
const port = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65535));
const range = v.strictObject({ start: port, count: port });
const state = v.picklist(['running', 'stopped']);
const perProtocol = <Schema extends v.GenericSchema>(schema: Schema) =>
  v.strictObject({ tcp: v.optional(schema), udp: v.optional(schema) });

export const windowsSchema = v.strictObject({
  language: v.optional(v.picklist(['ko', 'en'])),
  elevated: v.optional(v.boolean()),
  adapters: v.optional(
    v.record(
      words,
      v.strictObject({ medium: v.optional(v.picklist(['wireless', 'ethernet'])), linkLocal: v.optional(words) }),
    ),
  ),
  dynamic: v.optional(perProtocol(range)),
  excluded: v.optional(perProtocol(v.array(words))),
  blocks: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
  services: v.optional(
    v.strictObject({ winnat: v.optional(state), iphlpsvc: v.optional(state), hns: v.optional(state) }),
  ),
  firewall: v.optional(
    v.strictObject({
      profile: v.optional(v.picklist(['domain', 'private', 'public'])),
      enabled: v.optional(v.boolean()),
      inbound: v.optional(
        v.array(
          v.strictObject({
            name: words,
            action: v.picklist(['allow', 'block']),
            protocol: v.picklist(['tcp', 'udp', 'icmp', 'any']),
            localPort: v.union([port, v.literal('any')]),
            profile: v.picklist(['domain', 'private', 'public', 'any']),
            program: v.optional(words),
          }),
        ),
      ),
    }),
  ),
  portProxy: v.optional(v.array(words)),
  wsl: v.optional(
    v.strictObject({
      vm: words,
      networkingMode: v.optional(v.picklist(['nat', 'mirrored'])),
      localhostForwarding: v.optional(v.boolean()),
      distributions: v.array(v.strictObject({ name: words, machine: words, running: v.boolean() })),
    }),
  ),
  desktop: v.optional(
    v.strictObject({
      engine: words,
      running: v.optional(v.boolean()),
      backendPid: v.optional(v.number()),
      generation: v.optional(v.picklist(['vpnkit', 'backend'])),
    }),
  ),
});
