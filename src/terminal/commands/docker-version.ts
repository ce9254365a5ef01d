/** `docker version`: client and engine, which have one version here. @see docker-version(1) */
import { answer, notModelled, notModelledLine } from '../command.ts';
import { last, readLong } from '../options.ts';
import { renderTemplate } from '../print/template.ts';
import type { RunResult } from '../run-result.ts';
import { dockerOf, flagFault, type DockerCall } from './docker-call.ts';

export function dockerVersion(call: DockerCall): RunResult {
  const { context } = call;
  const options = readLong(call.args, [{ name: 'format', short: 'f', value: true }]);
  if (options.fault !== null) return flagFault(call, options.fault);
  const { version } = dockerOf(context);
  const format = last(options, 'format');
  if (format === undefined)
    return answer(context, [
      ...['Client:', ` Version:           ${version}`, '', 'Server:', ' Engine:', `  Version:          ${version}`],
      notModelledLine('API version, Go version, commit, build date, platform, containerd, runc, docker-init'),
    ]);
  const rendered = renderTemplate(format, { Client: { Version: version }, Server: { Version: version } });
  return 'unmodelled' in rendered
    ? notModelled(context, `docker version -f ${rendered.unmodelled}`)
    : answer(context, [rendered.text]);
}
