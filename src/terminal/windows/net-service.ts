/** `net stop winnat`, `net start winnat`. Texts: facts 2.7; other services are named and left alone. */
import { ControlPlane, startWinnat, stopWinnat, WindowsHost } from '../../engine/index.ts';
import { answer, err, fail, misused, notModelled, out, unverified, type Command, type Context } from '../command.ts';
import type { OutputLine, RunResult } from '../run-result.ts';
import { say, windowsOf } from './windows-of.ts';

const STOPPED = {
  en: 'The Windows NAT Driver service was stopped successfully.',
  ko: 'Windows NAT Driver 서비스를 잘 멈추었습니다.',
};
const STARTED = {
  en: 'The Windows NAT Driver service was started successfully.',
  ko: 'Windows NAT Driver 서비스가 잘 시작되었습니다.',
};

export const net: Command = {
  name: 'net',
  understands: ['net stop winnat', 'net start winnat'],
  run: (context, args) => {
    const [verb, name, ...rest] = args.map((arg) => arg.toLowerCase());
    if ((verb !== 'stop' && verb !== 'start') || rest.length > 0) {
      const known = [
        'use',
        'user',
        'view',
        'share',
        'localgroup',
        'session',
        'time',
        'accounts',
        'statistics',
        'config',
      ];
      return known.includes(verb ?? '') || rest.length > 0
        ? notModelled(context, `net ${args.join(' ')}`)
        : misused(context, net, 1, 'The syntax of this command is:', '');
    }
    if (name === undefined) return notModelled(context, `net ${verb} without a service`);
    if (name !== 'winnat' && !/^windows nat driver$/.test(name))
      return name === 'hns' || name === 'iphlpsvc' || name === 'com.docker.service'
        ? notModelled(context, `net ${verb} ${name}`)
        : fail(
            context,
            2,
            'The service name is invalid.',
            '',
            'More help is available by typing NET HELPMSG 2185.',
            '',
          );
    if (!windowsOf(context).elevated)
      return fail(
        context,
        2,
        'System error 5 has occurred.',
        '',
        'Access is denied.',
        '',
        unverified('the usual words of net; not seen for this service'),
      );
    return verb === 'stop' ? stop(context) : start(context);
  },
};

function stop(context: Context): RunResult {
  if (windowsOf(context).services.winnat === 'stopped')
    return fail(
      context,
      2,
      'The Windows NAT Driver service is not started.',
      '',
      'More help is available by typing NET HELPMSG 3521.',
      '',
    );
  const host = hostOf(context);
  stopWinnat(host);
  return finished(context, host, [out(say(context, STOPPED)), out('')]);
}

function start(context: Context): RunResult {
  if (windowsOf(context).services.winnat === 'running')
    return fail(
      context,
      2,
      'The requested service has already been started.',
      '',
      'More help is available by typing NET HELPMSG 2182.',
      '',
    );
  const host = hostOf(context);
  const lost = startWinnat(host);
  if (lost === null) return finished(context, host, [out(say(context, STARTED)), out('')]);
  const lines = [
    'System error 32 has occurred.',
    '',
    'The process cannot access the file because it is being used by another process.',
    '',
  ];
  return finished(
    context,
    host,
    [
      ...lines.map(err),
      unverified(
        `when exactly this happens; here because a program holds a port of ${lost.start}-${lost.end}, which winnat had given back`,
      ),
    ],
    2,
  );
}

function hostOf({ world, netns, machine }: Context): WindowsHost {
  return new WindowsHost(new ControlPlane(world, netns.id), machine.id);
}

function finished(context: Context, { plane }: WindowsHost, lines: readonly OutputLine[], exitCode = 0): RunResult {
  const text = lines[0]?.text ?? '';
  const failed = exitCode !== 0;
  plane.result(context.netns.id, failed ? 'refused' : 'delivered', text);
  const trace = plane.trace(failed ? 'refused' : 'delivered', failed ? text : null);
  return answer(context, lines, { world: plane.world, trace, exitCode });
}
