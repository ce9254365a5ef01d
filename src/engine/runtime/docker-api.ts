/** A client asks the daemon over its socket (on Windows: through Docker Desktop), and gets an answer: the frame around everything the daemon does. */
import { asksThroughDesktop, passThroughDesktop } from './desktop.ts';
import type { Answer, DockerHost } from './docker-host.ts';

/** `what` is the API's request line, `POST /networks/create xxxx_default`. `told` is the answer in a few words. */
export function ask<T>(
  host: DockerHost,
  client: string,
  what: string,
  act: () => Answer<T>,
  told: (value: T) => string,
): Answer<T> {
  if (asksThroughDesktop(host)) {
    passThroughDesktop(host, `${client}.exe`, what, 'asked');
    const answer = act();
    passThroughDesktop(
      host,
      `${client}.exe`,
      what,
      answer.ok ? 'ok' : 'error',
      answer.ok ? told(answer.value) : answer.message,
    );
    return answer;
  }
  const call = { channel: 'unix-socket', what } as const;
  host.plane.call(host.netnsId, { ...call, from: client, to: 'dockerd', answer: 'asked' });
  const answer = act();
  host.plane.call(host.netnsId, {
    ...call,
    from: 'dockerd',
    to: client,
    answer: answer.ok ? 'ok' : 'error',
    text: answer.ok ? told(answer.value) : answer.message,
  });
  return answer;
}
