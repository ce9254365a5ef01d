/**
 * The NAT that Windows keeps for the WSL VM, in the words of a rule set, so that packets walk one path on every system: what comes
 * from the VM may leave with the address of the adapter it leaves by, its answers come back, nothing else is passed on.
 * Facts F0.9, V0.5, V0.6. That other machines are not let through to the VM is inferred: Windows routes for nobody else.
 */
import type { Prefix } from '../address/prefix.ts';
import { prefixOf } from '../address/prefix.ts';
import type { Match, Rule, Ruleset } from '../netfilter/rule.ts';
import type { Netns } from '../world/world.ts';
import type { WindowsState } from './windows-state.ts';
import { isWslAdapter } from './wsl.ts';

const NOTHING: Ruleset = { tables: [] };
const known = new WeakMap<Netns['devs'], Map<boolean, Ruleset>>();

/** Made once for a machine's adapters. */
export function wslNat({ services, wsl }: WindowsState, { devs }: Pick<Netns, 'devs'>): Ruleset {
  if (wsl === undefined || wsl.networkingMode === 'mirrored') return NOTHING;
  const works = services.winnat === 'running' && wsl.natAfterStop !== 'cut';
  const kept = known.get(devs) ?? new Map<boolean, Ruleset>();
  known.set(devs, kept);
  const rules = kept.get(works) ?? rulesFor(devs, works);
  kept.set(works, rules);
  return rules;
}

function rulesFor(devs: Netns['devs'], works: boolean): Ruleset {
  const adapter = devs.find(({ name }) => isWslAdapter(name));
  const own = adapter?.addresses[0];
  if (adapter === undefined || own === undefined) return NOTHING;
  const fromVm: Match = { kind: 'in-interface', name: adapter.name, negated: false, text: 'from the VM' };
  const answers: Match = { kind: 'ctstate', states: ['ESTABLISHED', 'RELATED'], negated: false, text: 'answers' };
  const accept = (text: string, match: Match): Rule => ({ text, matches: [match], target: { kind: 'ACCEPT' } });
  const passed = works ? [accept('from the VM', fromVm), accept('answers to the VM', answers)] : [];
  return {
    tables: [
      {
        name: 'nat',
        chains: [
          {
            name: 'POSTROUTING',
            policy: 'ACCEPT',
            rules: [translation(prefixOf(own.address, own.lengthBits), adapter.name)],
          },
        ],
      },
      { name: 'filter', chains: [{ name: 'FORWARD', policy: 'DROP', rules: passed }] },
    ],
  };
}

function translation(subnet: Prefix, adapter: string): Rule {
  const matches: readonly Match[] = [
    { kind: 'source', prefix: subnet, negated: false, text: 'the VM' },
    { kind: 'out-interface', name: adapter, negated: true, text: 'leaves the PC' },
  ];
  return { text: 'WSL NAT', matches, target: { kind: 'MASQUERADE', ports: null } };
}
