import { describe, expect, it } from 'vitest';
import { companyWorld, Session } from '../support/company-world.ts';

/** whoami answers at 1234 in its container, and the host publishes that as 80. */
function published(): Session {
  const session = new Session();
  session.type('server', 'docker run -d --name web -p 80:1234 traefik/whoami --port 1234');
  return session;
}

function remoteAddrOf(text: string): string {
  return /RemoteAddr: ([\d.]+):/.exec(text)?.[1] ?? text;
}

describe('curl', () => {
  it('prints what the server answers, which here is what it sees of the request', () => {
    const session = published();
    const id = session.type('server', 'docker ps -q');
    expect(session.type('other', 'curl http://198.51.100.10/hello').replace(/:\d{5}$/m, ':PORT')).toBe(
      [
        `Hostname: ${id}`,
        'IP: 127.0.0.1',
        'IP: 172.17.0.2',
        'RemoteAddr: 198.51.100.20:PORT',
        'GET /hello HTTP/1.1',
        'Host: 198.51.100.10',
        'User-Agent: curl/7.88.1',
        'Accept: */*',
        '',
      ].join('\n'),
    );
    expect(session.result?.trace?.outcome).toBe('delivered');
  });

  it('is seen by the server under the address that the last one to pass it on has', () => {
    const session = published();
    expect(remoteAddrOf(session.type('pc', 'curl 198.51.100.10'))).toBe('192.0.2.10');
    expect(remoteAddrOf(session.type('server', 'curl 198.51.100.10'))).toBe('198.51.100.10');
    expect(remoteAddrOf(session.type('server', 'curl 127.0.0.1'))).toBe('172.17.0.1');
  });

  it('names the port in the request where it is not the usual one', () => {
    const session = published();
    expect(session.type('server', 'curl 172.17.0.2:1234')).toContain('\nHost: 172.17.0.2:1234\n');
  });

  it('works in a container, typed there or by docker exec', () => {
    const session = published();
    session.type('server', 'docker run -d --name app nicolaka/netshoot sleep infinity');
    expect(session.type('app', 'curl -s 172.17.0.2:1234')).toContain('RemoteAddr: 172.17.0.3:');
    expect(session.type('server', 'docker exec app curl -s 172.17.0.2:1234')).toContain('RemoteAddr: 172.17.0.3:');
  });

  it.each([
    ['nginx', '<h1>Welcome to nginx!</h1>'],
    ['httpd', '<h1>It works!</h1>'],
  ])('shows the page of %s', (image, text) => {
    const session = new Session();
    session.type('server', `docker run -d -p 8080:80 ${image}`);
    expect(session.type('pc', 'curl 198.51.100.10:8080')).toContain(text);
    expect(session.type('pc', 'curl -o /dev/null 198.51.100.10:8080')).toBe('');
  });

  it('says who refused and after how long', () => {
    const session = published();
    expect(session.type('pc', 'curl 198.51.100.10:81')).toBe(
      "curl: (7) Failed to connect to 198.51.100.10 port 81 after 0 ms: Couldn't connect to server",
    );
    expect(session.exitCode).toBe(7);
    expect(session.type('other', 'curl 198.51.100.99')).toBe(
      "curl: (7) Failed to connect to 198.51.100.99 port 80 after 3000 ms: Couldn't connect to server",
    );
  });

  it('gives up after the time it was given', () => {
    const session = published();
    session.type('server', 'iptables -F FORWARD');
    expect(session.type('pc', 'curl -m 4 198.51.100.10')).toBe(
      'curl: (28) Connection timed out after 4001 milliseconds',
    );
    expect(session.type('pc', 'curl --connect-timeout 2 198.51.100.10')).toBe(
      'curl: (28) Connection timed out after 2001 milliseconds',
    );
    expect(session.exitCode).toBe(28);
  });

  it('tells a connection that came about and was reset from one that was refused', () => {
    const session = new Session();
    session.type('server', 'docker run -d --name web -p 80:1234 traefik/whoami');
    expect(session.type('pc', 'curl 198.51.100.10')).toContain("Couldn't connect to server");
    expect(session.type('server', 'curl 127.0.0.1')).toBe('curl: (56) Recv failure: Connection reset by peer');
  });

  it('says that what answered does not speak HTTP', () => {
    const session = new Session();
    expect(session.type('pc', 'curl 198.51.100.10:22')).toBe('curl: (1) Received HTTP/0.9 when not allowed');
    session.type('server', 'docker run -d -p 389:389 osixia/openldap');
    expect(session.type('pc', 'curl 198.51.100.10:389')).toBe('curl: (52) Empty reply from server');
  });

  it('is quiet with -s and speaks of errors again with -S', () => {
    const session = new Session(companyWorld());
    expect(session.type('pc', 'curl -s 198.51.100.10')).toBe('');
    expect(session.type('pc', 'curl -sS 198.51.100.10')).toMatch(/^curl: \(7\)/);
  });

  it.each([
    ['curl', 'curl: no URL specified!', 2],
    ['curl nobody', 'curl: (6) Could not resolve host: nobody', 6],
    ['curl ftp://198.51.100.10', 'curl: (1) Protocol "ftp" not supported or disabled in libcurl', 1],
    ['curl --nothing x', 'curl: option --nothing: is unknown', 2],
  ])('%s fails as the real one does', (line, text, code) => {
    const session = new Session();
    expect(session.type('pc', line).split('\n')[0]).toBe(text);
    expect(session.exitCode).toBe(code);
  });

  it.each([
    ["curl -s -o /dev/null -w '%{http_code}\\n' 198.51.100.10", '200', 0],
    ["curl -sSfL -o /dev/null -w 'status %{http_code}, %{exitcode}, 100%%\\n' 198.51.100.10", 'status 200, 0, 100%', 0],
    ["curl -s -o /dev/null -w '%{response_code}' 198.51.100.10:81", '000', 7],
    ["curl -s -w '%{http_code}\\n' nobody", '000', 6],
    ["curl -sS -w '%{http_code}' 198.51.100.10:22", 'curl: (1) Received HTTP/0.9 when not allowed\n000', 1],
    [
      "curl -sS -w '%{http_code}\\n' 198.51.100.10:81",
      "curl: (7) Failed to connect to 198.51.100.10 port 81 after 0 ms: Couldn't connect to server\n000",
      7,
    ],
  ])('writes what -w asks for behind all else: %s', (line, text, code) => {
    const session = published();
    expect(session.type('pc', line)).toBe(text);
    expect(session.exitCode).toBe(code);
  });

  it('writes it below the page where that is kept', () => {
    const session = published();
    expect(session.type('pc', "curl -w '%{http_code}\\n' 198.51.100.10")).toMatch(/^Hostname: [^]*\n\n200$/);
  });

  it('leaves times and sizes, which it does not keep, to the real one', () => {
    const session = published();
    expect(session.type('pc', "curl -w '%{time_total}\\n' 198.51.100.10")).toBe('');
    expect(session.notes[0]).toBe('not-modelled: curl -w %{time_total}');
  });

  it('refuses by name what it does not follow', () => {
    const session = new Session();
    session.type('pc', 'curl -v 198.51.100.10');
    expect(session.notes).toContain('not-modelled: curl --verbose');
    session.type('pc', 'curl https://198.51.100.10');
    expect(session.notes).toContain('not-modelled: https');
  });
});
