/** What a server answers to curl's GET, by the program that has the connection in the end. */
import { formatIp, type Listener, type Step, type Trace, type World } from '../../engine/index.ts';

/** The part of the URL that an answer depends on. */
export interface Asked {
  readonly host: string;
  readonly port: number;
  readonly path: string;
}

export type HttpAnswer =
  | { readonly kind: 'body'; readonly lines: readonly string[] }
  /** What came is no HTTP. `code` is curl's. */
  | { readonly kind: 'failure'; readonly code: number; readonly text: string }
  | { readonly kind: 'unmodelled'; readonly what: string };

/** @param world as it was when the request was sent @param trace of a connection that was answered */
export function httpAnswer(world: World, trace: Trace, asked: Asked): HttpAnswer {
  const last = trace.steps.findLast(isArrivalAtServer);
  const name = last?.listener.process.name ?? '';
  if (last !== undefined && name === 'whoami')
    return { kind: 'body', lines: whoami(world, last, asked, agentOf(world, trace)) };
  const page = PAGES[name];
  if (page !== undefined && asked.path !== '/') return { kind: 'unmodelled', what: `${name} ${asked.path}` };
  if (page !== undefined) return { kind: 'body', lines: page };
  return GREETS_FIRST.includes(name)
    ? { kind: 'failure', code: 1, text: 'Received HTTP/0.9 when not allowed' }
    : { kind: 'failure', code: 52, text: 'Empty reply from server' };
}

/** Debian's curl names its version. Which one a Windows brings along is not told: only that it is of the 8 series (facts 2.10). */
function agentOf({ machines, netns }: World, { conversations }: Trace): string {
  const client = machines[netns[conversations[0]?.client ?? '']?.machine ?? ''];
  return client?.kind === 'windows' ? 'curl/8.x' : 'curl/7.88.1';
}

type Arrival = Step & { readonly kind: 'deliver'; readonly listener: Listener };

/** Of a connection that a relay passes on there are two; the later one is the server's. */
function isArrivalAtServer(step: Step): step is Arrival {
  return step.kind === 'deliver' && step.to === 'listener' && step.listener?.relayTo === undefined;
}

/** @see traefik/whoami app.go whoamiHandler; the request is written out again as Go's Request.Write does */
function whoami(
  world: World,
  { netns, packet }: Arrival,
  { host, port, path }: Asked,
  agent: string,
): readonly string[] {
  const caller = packet?.protocol === 'tcp' ? `${formatIp(packet.src)}:${packet.sport}` : '';
  const addresses = (world.netns[netns]?.devs ?? []).flatMap((dev) => dev.addresses);
  return [
    `Hostname: ${hostnameOf(world, netns)}`,
    ...addresses.map(({ address }) => `IP: ${formatIp(address)}`),
    `RemoteAddr: ${caller}`,
    `GET ${path} HTTP/1.1`,
    `Host: ${port === 80 ? host : `${host}:${port}`}`,
    `User-Agent: ${agent}`,
    'Accept: */*',
    '',
  ];
}

/** A container is called by the first digits of its id. */
function hostnameOf(world: World, netns: string): string {
  const machine = world.machines[world.netns[netns]?.machine ?? ''];
  const containers = world.machines[machine?.parent ?? '']?.docker?.containers ?? [];
  const container = containers.find(({ name }) => name === machine?.title || name === machine?.id);
  return container?.hostname ?? container?.id.slice(0, 12) ?? machine?.id ?? '';
}

/** Programs that answer, but not in HTTP/1.x. */
const GREETS_FIRST: readonly string[] = ['sshd', 'redis-server', 'mysqld'];

const NGINX = `<!DOCTYPE html>
<html>
<head>
<title>Welcome to nginx!</title>
<style>
html { color-scheme: light dark; }
body { width: 35em; margin: 0 auto;
font-family: Tahoma, Verdana, Arial, sans-serif; }
</style>
</head>
<body>
<h1>Welcome to nginx!</h1>
<p>If you see this page, the nginx web server is successfully installed and
working. Further configuration is required.</p>

<p>For online documentation and support please refer to
<a href="http://nginx.org/">nginx.org</a>.<br/>
Commercial support is available at
<a href="http://nginx.com/">nginx.com</a>.</p>

<p><em>Thank you for using nginx.</em></p>
</body>
</html>`;

/** The root folder of a Debian image, as `python -m http.server` lists what it serves: folders end in `/`, links in `@`. */
const FOLDER = [
  ...['<!DOCTYPE HTML>', '<html lang="en">', '<head>', '<meta charset="utf-8">'],
  ...[
    '<title>Directory listing for /</title>',
    '</head>',
    '<body>',
    '<h1>Directory listing for /</h1>',
    '<hr>',
    '<ul>',
  ],
  '<li><a href=".dockerenv">.dockerenv</a></li>',
  ...['bin@', 'boot/', 'dev/', 'etc/', 'home/', 'lib@', 'lib64@', 'media/', 'mnt/', 'opt/', 'proc/', 'root/', 'run/']
    .concat(['sbin@', 'srv/', 'sys/', 'tmp/', 'usr/', 'var/'])
    .map((name) => `<li><a href="${name.slice(0, -1)}/">${name}</a></li>`),
  ...['</ul>', '<hr>', '</body>', '</html>'],
];

const PAGES: Readonly<Record<string, readonly string[]>> = {
  nginx: NGINX.split('\n'),
  httpd: ['<html><body><h1>It works!</h1></body></html>'],
  python: FOLDER,
};
