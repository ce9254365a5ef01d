/** What Windows' network commands print, against the texts of facts.md part 2, and what they do. */
import { describe, expect, it } from 'vitest';
import { inLanguage, type World } from '../../../src/engine/index.ts';
import { run } from '../../../src/terminal/index.ts';
import { podmanPc, podmanPcWithNginx } from '../../support/podman-on-windows.ts';

function print(world: World, line: string, at = 'windows'): string {
  return run(world, at, line)
    .output.filter(({ stream }) => stream !== 'note')
    .map(({ text }) => text)
    .join('\n');
}

function after(world: World, ...lines: readonly string[]): World {
  return lines.reduce((next, line) => {
    const result = run(next, 'windows', line);
    if (result.exitCode !== 0) throw new Error(`${line}: ${result.output.map(({ text }) => text).join('\n')}`);
    return result.world;
  }, world);
}

const PROXY =
  'netsh interface portproxy add v4tov4 listenport=80 listenaddress=0.0.0.0 connectport=80 connectaddress=172.28.241.140';
const RULE = 'New-NetFirewallRule -DisplayName "WSL 80" -Direction Inbound -LocalPort 80 -Protocol TCP -Action Allow';
const TITLE = 'curl.exe -s http://192.168.0.12 | findstr title';

describe('ipconfig', () => {
  it('prints the adapters of source 002', () => {
    expect(print(podmanPc(), 'ipconfig')).toBe(`
Windows IP Configuration


Wireless LAN adapter Wi-Fi:

   Connection-specific DNS Suffix  . :
   Link-local IPv6 Address . . . . . : fe80::2637:7a15:232c:853%6
   IPv4 Address. . . . . . . . . . . : 192.168.0.12
   Subnet Mask . . . . . . . . . . . : 255.255.255.0
   Default Gateway . . . . . . . . . : 192.168.0.1

Ethernet adapter vEthernet (WSL (Hyper-V firewall)):

   Connection-specific DNS Suffix  . :
   IPv4 Address. . . . . . . . . . . : 172.28.240.1
   Subnet Mask . . . . . . . . . . . : 255.255.240.0
   Default Gateway . . . . . . . . . :`);
  });

  it('speaks Korean on a Korean Windows', () => {
    const text = print(inLanguage(podmanPc(), 'ko'), 'ipconfig');
    expect(text).toContain('무선 LAN 어댑터 Wi-Fi:');
    expect(text).toContain('   IPv4 주소 . . . . . . . . . : 192.168.0.12');
  });
});

describe('wsl', () => {
  it('lists distributions, the default one starred', () => {
    expect(print(podmanPc(), 'wsl -l -v')).toBe(
      ['  NAME                      STATE           VERSION', '* podman-machine-default    Running         2'].join(
        '\n',
      ),
    );
  });

  it('runs a line in a distribution', () => {
    expect(print(podmanPcWithNginx(), 'wsl -d podman-machine-default hostname -I')).toBe('172.28.241.140 10.88.0.1 ');
    expect(print(podmanPcWithNginx(), 'wsl hostname -I')).toBe('172.28.241.140 10.88.0.1 ');
  });
});

describe('curl', () => {
  it('waits two seconds for a refusal', () => {
    expect(print(podmanPcWithNginx(), 'curl.exe http://192.168.0.12')).toBe(
      "curl: (7) Failed to connect to 192.168.0.12 port 80 after 2034 ms: Couldn't connect to server",
    );
  });

  it('prints the page of who answers', () => {
    expect(print(podmanPcWithNginx(), 'curl.exe -s http://localhost | findstr title')).toBe(
      '<title>Welcome to nginx!</title>',
    );
  });

  it('takes an address in brackets for what it is', () => {
    expect(run(podmanPc(), 'windows', 'curl.exe http://[::1]:80').output.map(({ note }) => note?.what)).toEqual([
      'IPv6',
    ]);
  });

  it('gives up after the time it was given', () => {
    expect(print(podmanPcWithNginx(), 'curl.exe -m 4 http://192.168.0.12', 'colleague')).toBe(
      'curl: (28) Connection timed out after 4001 milliseconds',
    );
  });
});

describe('Test-NetConnection', () => {
  it('warns of both failures, and tells the way', () => {
    expect(print(podmanPcWithNginx(), 'Test-NetConnection 192.168.0.12 -Port 80', 'colleague')).toBe(
      `WARNING: TCP connect to (192.168.0.12 : 80) failed
WARNING: Ping to 192.168.0.12 failed with status: TimedOut


ComputerName           : 192.168.0.12
RemoteAddress          : 192.168.0.12
RemotePort             : 80
InterfaceAlias         : Wi-Fi
SourceAddress          : 192.168.0.30
PingSucceeded          : False
PingReplyDetails (RTT) : 0 ms
TcpTestSucceeded       : False
`,
    );
  });

  it('prints six lines when it works', () => {
    const open = after(podmanPcWithNginx(), PROXY, RULE);
    const lines = print(open, 'Test-NetConnection 192.168.0.12 -Port 80', 'colleague').split('\n').filter(Boolean);
    expect(lines).toHaveLength(6);
    expect(lines[0]).toBe('ComputerName     : 192.168.0.12');
    expect(lines[5]).toBe('TcpTestSucceeded : True');
  });
});

describe('ping', () => {
  it('times out four times at a firewall', () => {
    expect(print(podmanPc(), 'ping 192.168.0.12', 'colleague')).toBe(`
Pinging 192.168.0.12 with 32 bytes of data:
Request timed out.
Request timed out.
Request timed out.
Request timed out.

Ping statistics for 192.168.0.12:
    Packets: Sent = 4, Received = 0, Lost = 4 (100% loss),`);
  });

  it('sends nothing where there is no route', () => {
    const alone = run(podmanPc(), 'windows', 'route delete 0.0.0.0').world;
    expect(print(alone, 'ping -n 1 203.0.113.80')).toContain('\nPING: transmit failed. General failure. \n');
  });

  it('prints Korean on a Korean Windows', () => {
    const text = print(inLanguage(podmanPc(), 'ko'), 'ping 192.168.0.12', 'colleague');
    expect(text).toContain('Ping 192.168.0.12 32바이트 데이터 사용:\n요청 시간이 만료되었습니다.');
    expect(text).toContain('패킷: 송신 = 4, 수신 = 0, 손실 = 4 (100% 손실)');
  });
});

describe('netsh interface portproxy', () => {
  it('shows what was added', () => {
    expect(print(after(podmanPcWithNginx(), PROXY), 'netsh interface portproxy show all')).toBe(`
Listen on ipv4:             Connect to ipv4:

Address         Port        Address         Port
--------------- ----------  --------------- ----------
0.0.0.0         80          172.28.241.140  80
`);
    expect(print(podmanPc(), 'netsh interface portproxy show all')).toBe('');
  });

  it('needs an administrator', () => {
    const plain = podmanPc({ elevated: false });
    expect(print(plain, PROXY)).toContain('The requested operation requires elevation (Run as administrator).');
  });

  it('opens and closes the socket of the IP Helper service', () => {
    const open = after(podmanPcWithNginx(), PROXY);
    expect(print(open, TITLE)).toBe('<title>Welcome to nginx!</title>');
    const shut = after(open, 'netsh interface portproxy delete v4tov4 listenport=80 listenaddress=0.0.0.0');
    expect(print(shut, TITLE)).toBe('');
    expect(print(after(open, 'netsh interface portproxy reset'), TITLE)).toBe('');
    expect(run(shut, 'windows', 'netsh interface portproxy delete v4tov4 listenport=80').exitCode).toBe(1);
  });

  it('does not expand PowerShell parentheses: that is refused by name', () => {
    const { exitCode } = run(podmanPc(), 'windows', `${PROXY.replace('172.28.241.140', '')}(wsl hostname -I)`);
    expect(exitCode).not.toBe(0);
  });
});

describe('the firewall', () => {
  it.each([RULE, 'netsh advfirewall firewall add rule name="WSL 80" dir=in action=allow protocol=TCP localport=80'])(
    'is opened by %s',
    (line) => {
      const proxied = after(podmanPcWithNginx(), PROXY);
      expect(print(proxied, TITLE, 'colleague')).toBe('');
      expect(print(after(proxied, line), TITLE, 'colleague')).toBe('<title>Welcome to nginx!</title>');
    },
  );
});

describe('podman on Windows', () => {
  it('asks the machine in WSL', () => {
    expect(print(podmanPcWithNginx(), 'podman ps')).toMatch(
      / nginx -g daemon o\.\.\. .* 0\.0\.0\.0:80->80\/tcp {2}web$/,
    );
    expect(print(podmanPcWithNginx(), 'podman port web')).toBe('80/tcp -> 0.0.0.0:80');
    expect(print(after(podmanPc(), 'wsl --shutdown'), 'podman ps')).toContain('Cannot connect to Podman');
  });

  it('has a machine', () => {
    expect(print(podmanPc(), 'podman machine ls')).toContain('podman-machine-default*');
  });
});
