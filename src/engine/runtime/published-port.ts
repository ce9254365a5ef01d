/** Reads `-p` of `docker run` and `ports:` of a compose file. @see docker-run(1), compose-spec "ports" */
import { ANY_ADDRESS, parseIp, type Ip } from '../address/ip.ts';

/** `hostPort` null: the engine picks one. */
export interface PortRequest {
  readonly hostIp: Ip;
  readonly hostPort: number | null;
  readonly containerPort: number;
  readonly protocol: 'tcp' | 'udp';
}

/** So that a typed range cannot ask for more rules than a page can hold. */
const MOST_PORTS = 256;

/**
 * `80`, `8080:80`, `127.0.0.1:8080:80/tcp`, `8000-8002:9000-9002`.
 * @returns the reason, as the docker CLI words it, when the text is none of these.
 */
export function parsePublish(text: string): readonly PortRequest[] | { readonly error: string } {
  const found = /^(?:(?:([\d.]+|\[[^\]]*\]):)?([\d-]*):)?([\d-]+)(?:\/(\w+))?$/.exec(text);
  const protocol = (found?.[4] ?? 'tcp').toLowerCase();
  if (found === null) return { error: `invalid publish opts format (should be name=value but got '${text}')` };
  if (protocol !== 'tcp' && protocol !== 'udp') return { error: `invalid proto: ${protocol}` };
  const hostIp = found[1] === undefined ? ANY_ADDRESS : parseIp(found[1]);
  if (hostIp === null) return { error: `invalid IP address: ${found[1] ?? ''}` };
  const inside = readRange(found[3] ?? '');
  if (inside === null) return { error: `invalid containerPort: ${found[3] ?? ''}` };
  const outside = found[2] === undefined || found[2] === '' ? null : readRange(found[2]);
  if (outside === null && found[2] !== undefined && found[2] !== '') return { error: `invalid hostPort: ${found[2]}` };
  if (outside !== null && outside.length !== inside.length)
    return { error: `invalid ranges specified for container and host Ports: ${found[3] ?? ''} and ${found[2] ?? ''}` };
  return inside.map((containerPort, at) => ({ hostIp, hostPort: outside?.[at] ?? null, containerPort, protocol }));
}

function readRange(text: string): readonly number[] | null {
  const found = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text);
  if (found === null) return null;
  const from = Number(found[1]);
  const to = Number(found[2] ?? from);
  if (from < 1 || to > 65535 || to < from || to - from >= MOST_PORTS) return null;
  return Array.from({ length: to - from + 1 }, (_, at) => from + at);
}
