/** Rules that only rarer networks show: each is held to the recording in which a kernel was seen to follow it. */
import { describe, expect, it } from 'vitest';
import { importLab, predictProbe } from '../../src/engine/index.ts';
import { frameForm, normalForm, readLab, type Recording } from '../support/recording.ts';

describe('a recorded kernel', () => {
  it.each([
    ['[CT-3] calls an ACK invalid whose SYN+ACK took another way', 'x05-asym-out-stateful', 'p03'],
    ['[TCP-3] sends a line again that nobody acknowledged', 'x09-asym-back-nat', 'p02'],
    ['[ARP-7] believes the first of two answers', 'y02-flux-none', 'p03'],
    ['[ARP-8] answers only by the device it would answer through, with arp_filter', 'y02-flux-filter', 'p01'],
    ['[ARP-9] answers for others on the same wire, with proxy_arp_pvlan', 'y39-proxyarp-pvlan', 'p01'],
    ['[RTE-6] passes over a default route that a rule suppresses', 'y07-suppress', 'p01'],
    ['[RTE-7] says net unreachable for a rule that is unreachable', 'z20-policy-docker', 'p05'],
    ['[SOC-6] lets nobody ping a broadcast address', 'x21-odd-destinations-2', 'p13'],
    ['[SOC-6] connects nobody to a broadcast address', 'x21-odd-destinations-2', 'p15'],
    ['[SOC-7] takes 0.0.0.0 for itself', 'x21-odd-destinations-2', 'p01'],
    ['[NAT-6] tries a range of destination ports from its beginning', 'x25-masq-range', 'p06'],
    ['[BRG-6] loses a frame that no port may take', 'y26-bridge-flags', 'p01'],
  ])('%s', (_title, id, probe) => {
    const { lab, hosts, expected } = readLab(id);
    const recording = expected[probe];
    if (recording === undefined) throw new Error(`no probe ${probe}`);
    const predicted = predictProbe(importLab(lab, hosts).world, recording.probe);
    const comparable = { probe: recording.probe, ...predicted } as unknown as Recording;
    expect(normalForm(comparable)).toEqual(normalForm(recording));
    expect(frameForm(comparable)).toEqual(frameForm(recording));
  });
});
