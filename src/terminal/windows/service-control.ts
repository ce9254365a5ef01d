/** `sc.exe query winnat`: whether a service runs. Of the block that it prints, the lines that count here. @see sc query (Windows commands) */
import type { ServiceName } from '../../engine/index.ts';
import { answer, fail, notModelledLine, understands, type Command } from '../command.ts';
import { windowsOf } from './windows-of.ts';

const SERVICES: readonly ServiceName[] = ['winnat', 'iphlpsvc', 'hns'];

const QUERY = 'sc.exe query winnat|iphlpsvc|hns';
/** Starting and stopping is asked of `net` here. */
const INSTEAD = [QUERY, 'net stop winnat', 'net start winnat'];

export const sc: Command = {
  name: 'sc',
  understands: [QUERY],
  run: (context, args) => {
    const [verb = '', name = '', ...more] = args.map((arg) => arg.toLowerCase());
    if (verb !== 'query' || name === '' || more.length > 0)
      return fail(context, 1, notModelledLine(`sc ${args.join(' ')}`.trim()), understands({ understands: INSTEAD }));
    const service = SERVICES.find((one) => one === name);
    if (service === undefined)
      return fail(
        context,
        1060,
        '[SC] EnumQueryServicesStatus:OpenService FAILED 1060:',
        '',
        'The specified service does not exist as an installed service.',
        '',
        notModelledLine('services other than winnat, iphlpsvc and hns'),
      );
    const isRunning = windowsOf(context).services[service] === 'running';
    return answer(context, [
      '',
      `SERVICE_NAME: ${service} `,
      `        STATE              : ${isRunning ? '4  RUNNING ' : '1  STOPPED '}`,
      notModelledLine('the other lines of the answer'),
    ]);
  },
};
