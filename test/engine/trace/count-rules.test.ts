/** What the counters say after a trace: of rules, and of repeats that no step shows. */
import { describe, expect, it } from 'vitest';
import {
  applyEdits,
  parseIp,
  parseRule,
  probe,
  withRuleCounts,
  type Edit,
  type World,
} from '../../../src/engine/index.ts';
import { companyWorld } from '../../support/company-world.ts';

const SERVER = parseIp('198.51.100.10')!;

function worldWith(...rules: readonly string[]): World {
  const edits = rules.flatMap((text): Edit[] => {
    const parsed = parseRule(text);
    return parsed === null ? [] : [{ kind: 'add-rule', netns: 'server', table: 'filter', ...parsed }];
  });
  return applyEdits(companyWorld(), edits);
}

describe('rules', () => {
  it('[NF-7] have counted every packet they held for, and no other', () => {
    const world = worldWith('-A INPUT -p icmp -j ACCEPT', '-A INPUT -p tcp -j DROP');
    const { world: after, trace } = probe(world, { from: 'other', kind: 'icmp', dst: SERVER });
    const rules = withRuleCounts(after, trace).netns['server']?.state.rules ?? {};
    expect(rules['filter -A INPUT -p icmp -j ACCEPT']).toEqual({ packets: 1, bytes: 84 });
    expect(rules['filter -A INPUT -p tcp -j DROP']).toBeUndefined();
  });

  it('[TIM-1] have counted the repeats of a SYN, and so have the devices they came by', () => {
    const world = worldWith('-A INPUT -p tcp -j DROP');
    const { world: after, trace } = probe(world, {
      from: 'other',
      kind: 'tcp',
      dst: SERVER,
      dport: 22,
    });
    const repeats = trace.steps.flatMap((step) => (step.kind === 'wait' ? step.repeatsMs : [])).length;
    expect(repeats).toBeGreaterThan(0);
    const counted = withRuleCounts(after, trace).netns['server']?.state;
    expect(counted?.rules['filter -A INPUT -p tcp -j DROP']?.packets).toBe(1 + repeats);
    const bare = after.netns['server']?.state.counters['eth0'];
    expect(counted?.counters['eth0']?.rxPackets).toBe((bare?.rxPackets ?? 0) + repeats);
  });
});
