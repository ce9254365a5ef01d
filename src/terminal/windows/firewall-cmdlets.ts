/**
 * The firewall by PowerShell: `New-NetFirewallRule`, and for virtual machines `New-NetFirewallHyperVRule` and
 * `Set-NetFirewallHyperVVMSetting`. Facts V2.10, V2.11. The objects that they print are long: what counts here of them is printed.
 */
import { applyEdits, DEFAULT_HYPER_V, WSL_CREATOR, type HyperVFirewall } from '../../engine/index.ts';
import { answer, err, fail, misused, notModelled, notModelledLine, type Command, type Context } from '../command.ts';
import type { RunResult } from '../run-result.ts';
import { addInbound } from './advfirewall.ts';
import { firewallRule } from './firewall-rule.ts';
import { readParameters } from './parameters.ts';
import { HOW_TO_ELEVATE, windowsOf } from './windows-of.ts';

/** What PowerShell prints where `netsh` says that it needs elevation. */
function denied(context: Context, name: string): RunResult | null {
  if (windowsOf(context).elevated) return null;
  return fail(context, 1, err(`${name} : Access is denied.`), HOW_TO_ELEVATE);
}

/** Parameters that count here, and those that the cmdlet has besides: with these the rule would be another. */
const COUNTING = [
  'DisplayName',
  'Name',
  'Direction',
  'LocalPort',
  'Protocol',
  'Action',
  'Profile',
  'Program',
  'Enabled',
];
const BESIDES = [
  'IcmpType',
  'RemoteAddress',
  'LocalAddress',
  'RemotePort',
  'InterfaceAlias',
  'InterfaceType',
  'Service',
  'EdgeTraversalPolicy',
];
const WITHOUT_EFFECT = ['Description', 'Group'];

export const newNetFirewallRule: Command = {
  name: 'New-NetFirewallRule',
  understands: [
    'New-NetFirewallRule -DisplayName "WSL 80" -Direction Inbound -LocalPort 80 -Protocol TCP -Action Allow',
  ],
  run: (context, args) => {
    const read = readParameters(args, [...COUNTING, ...BESIDES, ...WITHOUT_EFFECT]);
    if (!read.ok) return noSuchParameter(context, newNetFirewallRule, read.fault);
    const { values } = read;
    const name = values.get('displayname');
    if (name === undefined)
      return misused(context, newNetFirewallRule, 1, 'New-NetFirewallRule : -DisplayName is needed');
    if (values.get('direction')?.toLowerCase() === 'outbound') return notModelled(context, 'outbound rules');
    if (values.get('enabled')?.toLowerCase() === 'false') return notModelled(context, 'rules that are switched off');
    const open = BESIDES.find(
      (parameter) => !['any', undefined].includes(values.get(parameter.toLowerCase())?.toLowerCase()),
    );
    if (open !== undefined) return notModelled(context, `-${open} in a firewall rule`);
    const action = values.get('action')?.toLowerCase() === 'block' ? 'block' : 'allow';
    const rule = firewallRule({
      name,
      action,
      protocol: values.get('protocol'),
      port: values.get('localport'),
      profile: values.get('profile'),
      program: values.get('program'),
    });
    if (typeof rule === 'string') return notModelled(context, rule);
    const refused = denied(context, newNetFirewallRule.name);
    if (refused !== null) return refused;
    const made = addInbound(context, rule, [
      '',
      ...object([
        ['DisplayName', name],
        ['Enabled', 'True'],
        ['Direction', 'Inbound'],
        ['Action', action === 'allow' ? 'Allow' : 'Block'],
      ]),
      '',
    ]);
    return { ...made, output: [...made.output, notModelledLine('the other lines of the new rule')] };
  },
};

function noSuchParameter(context: Context, command: Command, typed: string): RunResult {
  const text = `${command.name} : A parameter cannot be found that matches parameter name '${typed.replace(/^-/, '')}'.`;
  return misused(context, command, 1, text);
}

export const newHyperVRule: Command = {
  name: 'New-NetFirewallHyperVRule',
  understands: [
    `New-NetFirewallHyperVRule -Name "MyWebServer" -DisplayName "My Web Server" -Direction Inbound -VMCreatorId '${WSL_CREATOR}' -Protocol TCP -LocalPorts 80`,
  ],
  run: (context, args) => {
    const read = readParameters(args, [
      'Name',
      'DisplayName',
      'Direction',
      'VMCreatorId',
      'Protocol',
      'LocalPorts',
      'Action',
    ]);
    if (!read.ok) return noSuchParameter(context, newHyperVRule, read.fault);
    const { values } = read;
    if (values.get('vmcreatorid')?.toUpperCase() !== WSL_CREATOR)
      return notModelled(context, 'another -VMCreatorId than that of WSL');
    const action = values.get('action')?.toLowerCase() === 'block' ? 'block' : 'allow';
    const rule = firewallRule({
      name: values.get('displayname') ?? values.get('name') ?? '',
      action,
      protocol: values.get('protocol'),
      port: values.get('localports'),
    });
    if (typeof rule === 'string') return notModelled(context, rule);
    return setHyperV(context, newHyperVRule.name, (before) => ({ ...before, inbound: [...before.inbound, rule] }));
  },
};

export const setHyperVSetting: Command = {
  name: 'Set-NetFirewallHyperVVMSetting',
  understands: [`Set-NetFirewallHyperVVMSetting -Name '${WSL_CREATOR}' -DefaultInboundAction Allow`],
  run: (context, args) => {
    const read = readParameters(args, ['Name', 'DefaultInboundAction']);
    const action = read.ok ? read.values.get('defaultinboundaction')?.toLowerCase() : undefined;
    if (!read.ok || (action !== 'allow' && action !== 'block'))
      return misused(
        context,
        setHyperVSetting,
        1,
        'Set-NetFirewallHyperVVMSetting : -Name and -DefaultInboundAction are needed',
      );
    if (read.values.get('name')?.toUpperCase() !== WSL_CREATOR)
      return notModelled(context, 'another -Name than that of WSL');
    return setHyperV(context, setHyperVSetting.name, (before) => ({ ...before, defaultInbound: action }));
  },
};

function setHyperV(context: Context, name: string, edit: (before: HyperVFirewall) => HyperVFirewall): RunResult {
  const state = windowsOf(context);
  const { wsl } = state;
  if (wsl === undefined) return notModelled(context, `${name} without WSL`);
  const refused = denied(context, name);
  if (refused !== null) return refused;
  const windows = { ...state, wsl: { ...wsl, hyperVFirewall: edit(wsl.hyperVFirewall ?? DEFAULT_HYPER_V) } };
  const world = applyEdits(context.world, [{ kind: 'set-windows', machine: context.machine.id, windows }]);
  return answer(context, [], { world });
}

function object(fields: readonly (readonly [string, string])[]): readonly string[] {
  const width = Math.max(...fields.map(([name]) => name.length));
  return fields.map(([name, value]) => `${name.padEnd(width)} : ${value}`);
}
