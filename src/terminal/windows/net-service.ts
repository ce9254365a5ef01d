/** `net stop winnat`, `net start winnat`, and the same for IP Helper. Texts: facts 2.7; other services are named and left alone. */
import { ControlPlane, startWinnat, stopWinnat, WindowsHost } from '../../engine/index.ts';
import {
  answer,
  err,
  fail,
  misused,
  notModelled,
  notModelledLine,
  out,
  understands,
  unverified,
  type Command,
  type Context,
} from '../command.ts';
import type { OutputLine, RunResult } from '../run-result.ts';
import { HOW_TO_ELEVATE, say, windowsOf } from './windows-of.ts';

const STOPPED = {
  en: 'The Windows NAT Driver service was stopped successfully.',
  ko: 'Windows NAT Driver 서비스를 잘 멈추었습니다.',
};
const STARTED = {
  en: 'The Windows NAT Driver service was started successfully.',
  ko: 'Windows NAT Driver 서비스가 잘 시작되었습니다.',
};

/** The services that stop and start here, by either of their names. */
const TITLES = { winnat: 'Windows NAT Driver', iphlpsvc: 'IP Helper' } as const;
type Stoppable = keyof typeof TITLES;

const OTHER_VERBS = [
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
/** Those that people restart for this too; what it would do to ranges, networks and containers is not known. */
const LEFT_ALONE = [
  'hns',
  'host network service',
  'com.docker.service',
  'vmcompute',
  'lxssmanager',
  'wslservice',
  'sharedaccess',
];

export const net: Command = {
  name: 'net',
  understands: ['net stop winnat', 'net start winnat', 'net stop|start iphlpsvc'],
  run: (context, args) => {
    const [verb, name, ...rest] = args.map((arg) => arg.toLowerCase()).filter((arg) => arg !== '/y' && arg !== '/yes');
    if ((verb !== 'stop' && verb !== 'start') || rest.length > 0) {
      return OTHER_VERBS.includes(verb ?? '') || rest.length > 0
        ? notModelled(context, `net ${args.join(' ')}`)
        : misused(context, net, 1, 'The syntax of this command is:', '');
    }
    if (name === undefined) return notModelled(context, `net ${verb} without a service`);
    const service = serviceCalled(name);
    if (service === null)
      return LEFT_ALONE.includes(name)
        ? fail(context, 1, notModelledLine(`net ${verb} ${name}`), understands(net))
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
        HOW_TO_ELEVATE,
      );
    const isRunning = windowsOf(context).services[service] === 'running';
    if (verb === 'stop' && !isRunning) return refused(context, `The ${TITLES[service]} service is not started.`, 3521);
    if (verb === 'start' && isRunning) return refused(context, 'The requested service has already been started.', 2182);
    if (service === 'iphlpsvc') return ipHelper(context, verb);
    return verb === 'stop' ? stop(context) : start(context);
  },
};

function serviceCalled(name: string): Stoppable | null {
  if (name === 'winnat' || name === 'iphlpsvc') return name;
  if (name === TITLES.winnat.toLowerCase()) return 'winnat';
  return name === TITLES.iphlpsvc.toLowerCase() ? 'iphlpsvc' : null;
}

function refused(context: Context, text: string, help: number): RunResult {
  return fail(context, 2, text, '', `More help is available by typing NET HELPMSG ${help}.`, '');
}

/** With the service its sockets go and come: the trace tells them. Rule PXY-3. */
function ipHelper(context: Context, verb: 'stop' | 'start'): RunResult {
  const host = hostOf(context);
  host.setService('iphlpsvc', verb === 'stop' ? 'stopped' : 'running');
  return finished(context, host, [
    out(`The IP Helper service was ${verb === 'stop' ? 'stopped' : 'started'} successfully.`),
    out(''),
    unverified('the words, by analogy with winnat, and that no other service stops with it'),
  ]);
}

function stop(context: Context): RunResult {
  const host = hostOf(context);
  stopWinnat(host);
  return finished(context, host, [out(say(context, STOPPED)), out('')]);
}

function start(context: Context): RunResult {
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
