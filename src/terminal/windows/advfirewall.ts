/** `netsh advfirewall`: inbound rules, and the firewall as a whole. Fact V2.10. */
import { applyEdits, type FirewallRule, type FirewallState } from '../../engine/index.ts';
import { answer, fail, misused, notModelledLine, out, understands, unverified, type Context } from '../command.ts';
import type { RunResult } from '../run-result.ts';
import { firewallRule, isProfile, profileLines, ruleLines } from './firewall-rule.ts';
import { needsElevation, windowsOf } from './windows-of.ts';

export const advfirewallForms: readonly string[] = [
  'netsh advfirewall firewall add rule name="WSL 80" dir=in action=allow protocol=TCP localport=80',
  'netsh advfirewall firewall show rule name="WSL 80"',
  'netsh advfirewall firewall delete rule name="WSL 80"',
  'netsh advfirewall show currentprofile',
  'netsh advfirewall set allprofiles state on|off',
];

const FORMS = { understands: advfirewallForms };
const UNSEEN = unverified('the layout: the usual one of netsh, not seen for this machine');

export function advfirewall(context: Context, args: readonly string[]): RunResult {
  const words = args.map((arg) => arg.toLowerCase());
  const [first, second, third, fourth] = words;
  if (first === 'firewall' && third === 'rule') {
    if (second === 'add') return addRule(context, args.slice(3));
    if (second === 'delete') return deleteRule(context, args.slice(3));
    if (second === 'show') return showRules(context, args.slice(3));
    return notHere(context, args);
  }
  if (first === 'set' && third === 'state' && (fourth === 'on' || fourth === 'off'))
    return setState(context, second ?? '', fourth === 'on', args);
  if (first === 'show' && second === 'currentprofile' && third === undefined)
    return answer(context, [
      ...profileLines(windowsOf(context).firewall),
      'Ok.',
      '',
      notModelledLine('the other lines of a profile'),
    ]);
  if (first === 'show' || first === 'reset' || first === 'set' || first === 'firewall') return notHere(context, args);
  return misused(context, FORMS, 1, `The following command was not found: advfirewall ${args.join(' ')}.`);
}

function notHere(context: Context, args: readonly string[]): RunResult {
  return fail(context, 1, notModelledLine(`netsh advfirewall ${args.join(' ')}`), understands(FORMS));
}

/** One switch for the profile that the machine is on: another profile's own is not kept. */
function setState(context: Context, which: string, enabled: boolean, args: readonly string[]): RunResult {
  const { profile } = windowsOf(context).firewall;
  const named = which.replace(/profile$/, '');
  if (which === 'allprofiles' || which === 'currentprofile' || named === profile)
    return change(context, { enabled }, 'Ok.', '');
  return isProfile(named)
    ? fail(context, 1, notModelledLine(`the firewall of another profile than ${profile}, which counts here`))
    : misused(context, FORMS, 1, `The following command was not found: advfirewall ${args.join(' ')}.`);
}

function valuesOf(args: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    args.map((arg) => {
      const cut = arg.indexOf('=');
      return [arg.slice(0, Math.max(cut, 0)).toLowerCase(), arg.slice(cut + 1)];
    }),
  );
}

/** Tags of a rule that count here; what the others would narrow down is not known, so that they are refused by name. */
const TAGS = ['name', 'action', 'dir', 'protocol', 'localport', 'profile', 'description', 'enable', 'program'];

function addRule(context: Context, args: readonly string[]): RunResult {
  const values = valuesOf(args);
  const name = values.get('name');
  const action = values.get('action')?.toLowerCase();
  const direction = values.get('dir')?.toLowerCase();
  if (name === undefined || (action !== 'allow' && action !== 'block') || (direction !== 'in' && direction !== 'out'))
    return misused(context, FORMS, 1, 'A specified value is not valid.', '');
  const open = [...values].find(([tag, value]) => !TAGS.includes(tag) && value.toLowerCase() !== 'any');
  const missing =
    direction === 'out'
      ? 'outbound rules'
      : values.get('enable')?.toLowerCase() === 'no'
        ? 'rules that are switched off'
        : open === undefined
          ? null
          : `${open[0]}= in a firewall rule`;
  if (missing !== null) return fail(context, 1, notModelledLine(missing));
  const rule = firewallRule({
    name,
    action,
    protocol: values.get('protocol'),
    port: values.get('localport'),
    profile: values.get('profile'),
    program: values.get('program'),
  });
  if (typeof rule === 'string') return fail(context, 1, notModelledLine(rule));
  return addInbound(context, rule, ['Ok.', '']);
}

export function addInbound(context: Context, rule: FirewallRule, said: readonly string[]): RunResult {
  const { firewall } = windowsOf(context);
  return change(context, { inbound: [...firewall.inbound, rule] }, ...said);
}

/** What `name=`, and perhaps `protocol=` and `localport=`, leave of the rules. */
function pick(rules: readonly FirewallRule[], values: ReadonlyMap<string, string>): readonly FirewallRule[] {
  const has = (tag: string, value: string | number) =>
    [undefined, String(value).toLowerCase()].includes(values.get(tag)?.toLowerCase());
  const name = values.get('name')?.toLowerCase();
  return rules.filter(
    (rule) =>
      (name === 'all' || name === rule.name.toLowerCase()) &&
      has('protocol', rule.protocol) &&
      has('localport', rule.localPort),
  );
}

function showRules(context: Context, args: readonly string[]): RunResult {
  const found = pick(windowsOf(context).firewall.inbound, valuesOf(args));
  if (found.length === 0) return fail(context, 1, '', 'No rules match the specified criteria.', '', UNSEEN);
  return answer(context, [
    ...found.flatMap((rule) => ruleLines(rule).map((line) => out(line))),
    'Ok.',
    '',
    notModelledLine('the rules that Windows comes with'),
    UNSEEN,
  ]);
}

function deleteRule(context: Context, args: readonly string[]): RunResult {
  const { inbound } = windowsOf(context).firewall;
  const gone = pick(inbound, valuesOf(args));
  if (gone.length === 0)
    return needsElevation(context) ?? fail(context, 1, '', 'No rules match the specified criteria.', '');
  const kept = inbound.filter((rule) => !gone.includes(rule));
  return change(context, { inbound: kept }, '', `Deleted ${gone.length} rule(s).`, 'Ok.', '');
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
