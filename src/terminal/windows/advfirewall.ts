/** `netsh advfirewall`: inbound rules, and the firewall as a whole. Fact V2.10. */
import { applyEdits, type FirewallRule, type FirewallState } from '../../engine/index.ts';
import { answer, fail, misused, notModelled, type Context } from '../command.ts';
import type { RunResult } from '../run-result.ts';
import { readPort } from '../target.ts';
import { needsElevation, windowsOf } from './windows-of.ts';

export const advfirewallForms: readonly string[] = [
  'netsh advfirewall firewall add rule name="WSL 80" dir=in action=allow protocol=TCP localport=80',
  'netsh advfirewall firewall delete rule name="WSL 80"',
  'netsh advfirewall set allprofiles state on|off',
];

export function advfirewall(context: Context, args: readonly string[]): RunResult {
  const words = args.map((arg) => arg.toLowerCase());
  if (words[0] === 'firewall' && words[2] === 'rule') {
    if (words[1] === 'add') return addRule(context, args.slice(3));
    if (words[1] === 'delete') return deleteRule(context, args.slice(3));
    return notModelled(context, `netsh advfirewall ${args.join(' ')}`);
  }
  if (words[0] === 'set' && words[2] === 'state' && (words[3] === 'on' || words[3] === 'off'))
    return change(context, { enabled: words[3] === 'on' }, 'Ok.');
  if (words[0] === 'show' || words[0] === 'reset' || words[0] === 'set')
    return notModelled(context, `netsh advfirewall ${args.join(' ')}`);
  const text = `The following command was not found: advfirewall ${args.join(' ')}.`;
  return misused(context, { understands: advfirewallForms }, 1, text);
}

function valuesOf(args: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    args.map((arg) => {
      const cut = arg.indexOf('=');
      return [arg.slice(0, Math.max(cut, 0)).toLowerCase(), arg.slice(cut + 1)];
    }),
  );
}

function addRule(context: Context, args: readonly string[]): RunResult {
  const values = valuesOf(args);
  const name = values.get('name');
  const action = values.get('action')?.toLowerCase();
  const direction = values.get('dir')?.toLowerCase();
  if (name === undefined || (action !== 'allow' && action !== 'block') || (direction !== 'in' && direction !== 'out'))
    return misused(context, { understands: advfirewallForms }, 1, 'A specified value is not valid.', '');
  if (direction === 'out') return notModelled(context, 'outbound rules');
  for (const tag of values.keys())
    if (
      !['name', 'action', 'dir', 'protocol', 'localport', 'profile', 'description', 'enable', 'program'].includes(tag)
    )
      return notModelled(context, `${tag}= in a firewall rule`);
  const rule = firewallRule(name, action, values.get('protocol'), values.get('localport'), values.get('profile'));
  if (typeof rule === 'string') return notModelled(context, rule);
  return addInbound(context, rule, ['Ok.', '']);
}

/** @returns what of it this world does not know */
export function firewallRule(
  name: string,
  action: 'allow' | 'block',
  protocolText = 'any',
  portText = 'any',
  profileText = 'any',
): FirewallRule | string {
  const small = protocolText.toLowerCase();
  const protocol =
    small.startsWith('icmpv4') || small === '1' ? 'icmp' : small === '6' ? 'tcp' : small === '17' ? 'udp' : small;
  if (protocol !== 'tcp' && protocol !== 'udp' && protocol !== 'icmp' && protocol !== 'any')
    return `protocol ${protocolText} in a firewall rule`;
  const profile = profileText.toLowerCase();
  if (profile !== 'any' && profile !== 'domain' && profile !== 'private' && profile !== 'public')
    return `profile ${profileText} in a firewall rule`;
  const localPort = portText.toLowerCase() === 'any' ? 'any' : readPort(portText);
  if (localPort === null) return `local port ${portText} in a firewall rule`;
  return { name, action, protocol, localPort, profile };
}

export function addInbound(context: Context, rule: FirewallRule, said: readonly string[]): RunResult {
  const { firewall } = windowsOf(context);
  return change(context, { inbound: [...firewall.inbound, rule] }, ...said);
}

function deleteRule(context: Context, args: readonly string[]): RunResult {
  const name = valuesOf(args).get('name')?.toLowerCase();
  const { inbound } = windowsOf(context).firewall;
  const kept = inbound.filter((rule) => rule.name.toLowerCase() !== name);
  const count = inbound.length - kept.length;
  if (count === 0) return needsElevation(context) ?? fail(context, 1, '', 'No rules match the specified criteria.', '');
  return change(context, { inbound: kept }, '', `Deleted ${count} rule(s).`, 'Ok.', '');
}

export function change(context: Context, fields: Partial<FirewallState>, ...said: readonly string[]): RunResult {
  const refused = needsElevation(context);
  if (refused !== null) return refused;
  const state = windowsOf(context);
  const windows = { ...state, firewall: { ...state.firewall, ...fields } };
  return answer(context, said, {
    world: applyEdits(context.world, [{ kind: 'set-windows', machine: context.machine.id, windows }]),
  });
}
