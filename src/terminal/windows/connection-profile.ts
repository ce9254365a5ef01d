/** `Get-NetConnectionProfile`, `Set-NetConnectionProfile`: whether the network that this Windows is on counts as public. Facts V2.10, V2.12. */
import { answer, fail, misused, notModelled, notModelledLine, type Command } from '../command.ts';
import { change } from './advfirewall.ts';
import { isProfile } from './firewall-rule.ts';
import { readParameters } from './parameters.ts';
import { HOW_TO_ELEVATE, windowsOf } from './windows-of.ts';

export const getConnectionProfile: Command = {
  name: 'Get-NetConnectionProfile',
  understands: ['Get-NetConnectionProfile'],
  run: (context, args) => {
    if (args.length > 0) return notModelled(context, `Get-NetConnectionProfile ${args.join(' ')}`);
    const { profile } = windowsOf(context).firewall;
    const category = profile === 'domain' ? 'DomainAuthenticated' : profile === 'private' ? 'Private' : 'Public';
    return answer(context, ['', `NetworkCategory : ${category}`, '', notModelledLine('the other lines of a profile')]);
  },
};

/** There is one network here, so that `-InterfaceAlias` and `-Name` choose nothing. */
export const setConnectionProfile: Command = {
  name: 'Set-NetConnectionProfile',
  understands: ['Set-NetConnectionProfile -InterfaceAlias Wi-Fi -NetworkCategory Private|Public'],
  run: (context, args) => {
    const read = readParameters(args, ['InterfaceAlias', 'InterfaceIndex', 'Name', 'NetworkCategory']);
    const profile = read.ok ? (read.values.get('networkcategory') ?? '').toLowerCase() : '';
    if (!isProfile(profile) || profile === 'domain')
      return misused(
        context,
        setConnectionProfile,
        1,
        'Set-NetConnectionProfile : -NetworkCategory is needed: Private or Public',
      );
    const { firewall, elevated } = windowsOf(context);
    if (!elevated) return fail(context, 1, 'Set-NetConnectionProfile : Access is denied.', HOW_TO_ELEVATE);
    if (firewall.profile === 'domain')
      return notModelled(context, 'another profile than that of the domain, which the domain decides');
    return change(context, { profile });
  },
};
