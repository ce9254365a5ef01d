/** A client asks the daemon over its socket, and gets an answer: the frame around everything the daemon does. */
import type { Answer, DockerHost } from './docker-host.ts';

/** `what` is the API's request line, `POST /networks/create xxxx_default`. `told` is the answer in a few words. */
export function ask<T>(
  host: DockerHost,
  client: string,
  what: string,
  act: () => Answer<T>,
  told: (value: T) => string,
): Answer<T> {
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
