/** From an error text to the scene that explains it: what is found, what is not, and what cannot do harm. */
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadLessons } from '../../src/content/load.ts';
import { runLesson } from '../../src/content/run-lesson.ts';
import { findSymptom, indexSymptoms, type SymptomIndex } from '../../src/content/symptoms/find-symptom.ts';
import { symptomLinesOf } from '../../src/content/symptoms/lines-of-lesson.ts';
import { wordsOf } from '../../src/content/symptoms/words.ts';

describe('the words of a line', () => {
  it.each([
    ['From 192.0.2.1 icmp_seq=3 Destination Host Unreachable', 'from icmp_seq destination host unreachable'],
    ['ssh: connect to host 192.0.2.10 port 22: Connection timed out', 'ssh connect to host port connection timed out'],
    ['198.51.100.0/24 dev br-0123456789ab scope link', 'dev br- scope link'],
    ['veth4ac7512@if5: mtu 1500', 'veth mtu'],
    ['00:00:5e:00:53:01 dev eno8303', 'dev'],
    ['  100%\tpacket   loss, time 2025ms ', '100% packet loss time'],
    ['0% packet loss', '0% packet loss'],
    ['33.3333% packet loss', 'packet loss'],
    ['Connection timeout', 'connection timed out'],
    ['curl: (28) Failed to connect', 'curl_error28 failed to connect'],
    ['container 3a73b76055e1d94c is not running', 'container is not running'],
    ['요청 시간이 만료되었습니다.', '요청 시간 만료'],
    ['패킷: 송신 = 4, 수신 = 0, 손실 = 4 (100% 손실)', '패킷 송신 수신 손실 100% 손실'],
  ])('%s → %s', (line, words) => {
    expect(wordsOf(line).join(' ')).toBe(words);
  });

  it('are the same however Hangul is composed', () => {
    const text = '대상 호스트에 연결할 수 없습니다.';
    expect(wordsOf(text.normalize('NFD'))).toEqual(wordsOf(text));
  });
});

describe('of two lessons, a search', () => {
  const index = indexSymptoms([
    line('silent', 'watch', 'ssh: connect to host 192.0.2.10 port 22: Connection timed out'),
    line('silent', 'ping', 'From 192.0.2.1 icmp_seq=1 Destination Host Unreachable'),
    line('refused', 'dial', 'ssh: connect to host 192.0.2.10 port 22: Connection refused'),
    line('refused', null, 'docker: Error response from daemon: port is already allocated.'),
  ]);
  const found = (text: string) => findSymptom(index, text).map(({ lesson, scene }) => `${lesson} ${scene ?? '-'}`);

  it('tells messages apart that begin with the same words', () => {
    expect(found('ssh: connect to host 203.0.113.9 port 2222: Connection refused')).toEqual(['refused dial']);
    expect(found('ssh: connect to host 203.0.113.9 port 2222: Connection timed out')).toEqual(['silent watch']);
    expect(found('ssh: connect to host 203.0.113.9 port 2222: Permission denied')).toEqual([]);
  });

  it('knows the message of another program', () => {
    expect(found('curl: (28) Connection timed out after 4001 milliseconds')).toEqual(['silent watch']);
  });

  it('tells by its number whether curl was refused or heard nothing', () => {
    const ofCurl = indexSymptoms([
      line(
        'lan',
        'refused',
        "curl: (7) Failed to connect to 192.0.2.10 port 80 after 0 ms: Couldn't connect to server",
      ),
      line(
        'lan',
        'silent',
        "curl: (28) Failed to connect to 192.0.2.10 port 80 after 21000 ms: Couldn't connect to server",
      ),
    ]);
    const scene = (code: number) =>
      findSymptom(
        ofCurl,
        `curl: (${String(code)}) Failed to connect to 203.0.113.9 port 8080 after 21044 ms: Couldn't connect to server`,
      )[0]?.scene;
    expect([scene(7), scene(28)]).toEqual(['refused', 'silent']);
  });

  it('asks for the whole line where anything may end in its last words', () => {
    const ofNode = indexSymptoms([
      line('port', 'listen', 'Error: listen EACCES: permission denied 0.0.0.0:8065'),
      line('pools', 'start', 'Error response from daemon: network 0123456789abcdef not found'),
    ]);
    const scenes = (text: string) => findSymptom(ofNode, text).map(({ scene }) => scene);
    expect(scenes('Error: listen EACCES: permission denied 0.0.0.0:80')).toEqual(['listen']);
    expect(scenes('Error response from daemon: network fedcba9876543210 not found')).toEqual(['start']);
    expect(scenes('dial unix /var/run/docker.sock: connect: permission denied')).toEqual([]);
    expect(scenes('404 Not Found')).toEqual([]);
  });

  it('leads to a lesson as a whole where no scene is named', () => {
    expect(found('Bind for 0.0.0.0:80 failed: port is already allocated')).toEqual(['refused -']);
  });

  it('reads a few typed words, whatever their order and case', () => {
    expect(found('host UNREACHABLE')).toEqual(['silent ping']);
    expect(found('connection timeout')).toEqual(['silent watch']);
  });

  it('gives every lesson that explains a line of a longer text, best first, each once', () => {
    const text = 'some log\nFrom 192.0.2.7 icmp_seq=9 Destination Host Unreachable\n\nConnection refused';
    expect(found(text)).toEqual(['silent ping', 'refused dial']);
  });

  it.each([
    '',
    '   \n\n ',
    'hello world',
    'hello connection',
    'the server does not work, please help',
    'connection',
    'host',
    'I timed my run; the connection was great, and it came out well',
    'thank you, the port is already open on our side',
    'ssh: connect to host 192.0.2.10 port 22:',
    '192.0.2.10 192.0.2.11 42 1500 00:00:5e:00:53:01',
    '안녕하세요 여러분',
    '서버가 안 됩니다. 도와주세요',
    'permission denied while trying to connect to the Docker daemon socket',
    '404 Not Found',
    'HTTP/1.1 504 Gateway Time-out',
    'Error response from daemon: No such container: web',
  ])('does not know %j', (text) => {
    expect(found(text)).toEqual([]);
  });
});

describe('of the incident, a search', () => {
  let index: SymptomIndex;
  const scene = (text: string) => findSymptom(index, text)[0]?.scene;

  beforeAll(() => {
    const source = loadLessons(join(import.meta.dirname, '../..')).find(
      ({ folder }) => folder === 'lessons/03-bridge-subnet-collision',
    )?.source;
    if (!source) throw new Error('the lesson of the incident does not load');
    index = indexSymptoms(symptomLinesOf(source, runLesson(source.lesson, source.world)));
  });

  it.each([
    ['ssh: connect to host 10.1.2.3 port 22: Connection timed out', 'watch'],
    ['From 10.1.2.3 icmp_seq=1 Destination Host Unreachable', 'watch'],
    ['ssh: connect to host 10.1.2.3 port 22: No route to host', 'watch'],
    ['5 packets transmitted, 0 received, 100% packet loss, time 4095ms', 'watch'],
    ['요청 시간이 만료되었습니다.', 'watch'],
    ['대상 호스트에 연결할 수 없습니다.', 'watch'],
    ['    패킷: 송신 = 4, 수신 = 0, 손실 = 4 (100% 손실),', 'watch'],
    ['TcpExtIPReversePathFilter       1053               0.0', 'strict'],
    ['[12.3] IPv4: martian source 10.1.2.3 from 10.9.9.9, on dev enp3s0', 'strict'],
  ])('leads from %j to %s', (text, key) => {
    expect(scene(text)).toBe(key);
  });

  it('leads from what only a listing shows: the neighbour that never answered', () => {
    expect(scene('10.1.2.3 dev br-aaaabbbbcccc FAILED')).toBe('watch');
  });

  it('leads from a route into a bridge of Docker’s, and from no other route', () => {
    expect(scene('172.19.0.0/16 dev br-aaaabbbbcccc proto kernel scope link src 172.19.0.1')).toBe('watch');
    expect(scene('default via 192.168.0.1 dev wlp3s0 proto dhcp src 192.168.0.7 metric 600')).toBeUndefined();
    expect(scene('192.168.0.0/24 dev wlp3s0 proto kernel scope link src 192.168.0.7 metric 600')).toBeUndefined();
    expect(scene('172.17.0.0/16 dev docker0 proto kernel scope link src 172.17.0.1 linkdown')).toBeUndefined();
  });

  it.each([
    'hello world',
    'PING 10.1.2.3 (10.1.2.3) 56(84) bytes of data.',
    '64 bytes from 10.1.2.3: icmp_seq=1 ttl=63 time=0.5 ms',
    '3 packets transmitted, 3 received, 0% packet loss, time 2003ms',
    'Connection to 10.1.2.3 22 port [tcp/ssh] succeeded!',
    '10.1.2.3 dev eno1 lladdr 00:00:5e:00:53:01 REACHABLE',
    '    패킷: 송신 = 4, 수신 = 4, 손실 = 0 (0% 손실),',
    'ssh: connect to host 10.1.2.3 port 22: Connection refused',
    'error: failed to push some refs to origin',
    'npm ERR! code ENOENT',
  ])('does not know %j', (text) => {
    expect(scene(text)).toBeUndefined();
  });

  it('finds an error at the end of a text of a megabyte', () => {
    const noise = 'level=info msg="nothing to see here"\n'.repeat(30_000);
    expect(scene(`${noise}From 10.1.2.3 icmp_seq=1 Destination Host Unreachable`)).toBe('watch');
  });

  it.each([
    ['one line of a megabyte', 'x'.repeat(1_000_000)],
    ['digits without end', '1'.repeat(1_000_000)],
    ['hyphens without end', 'a-'.repeat(500_000)],
    ['percent signs', '9%'.repeat(500_000)],
    ['markup', '<img src=x onerror=alert(1)> </script>'.repeat(20_000)],
    ['half of a character', '\ud83d'],
    ['names of what every object has', '__proto__ constructor hasOwnProperty'],
  ])('is not harmed by %s', (_what, text) => {
    expect(findSymptom(index, text)).toEqual([]);
  });
});

describe('of all lessons, a search', () => {
  let index: SymptomIndex;

  beforeAll(() => {
    index = indexSymptoms(
      loadLessons(join(import.meta.dirname, '../..')).flatMap(({ source }) =>
        source ? symptomLinesOf(source, runLesson(source.lesson, source.world)) : [],
      ),
    );
  }, 60_000);

  it.each([
    ['ping: connect: Network is unreachable', 'container-to-internet no-route'],
    ['net.ipv4.ip_forward = 0', 'container-to-internet no-forwarding'],
    ['curl: (7) Failed to connect to 10.1.2.3 port 9000: Connection refused', 'published-port wrong-port'],
    ['curl: (7) Failed to connect to 10.1.2.3 port 9000: 연결이 거부됨', 'published-port wrong-port'],
    ['Error: connect ECONNREFUSED 127.0.0.1:5432', 'published-port wrong-port'],
    ['net::ERR_CONNECTION_TIMED_OUT', 'published-port flushed'],
    ['사이트에 연결할 수 없음 10.1.2.3에서 연결을 거부했습니다.', 'published-port own-host'],
    ['Bind for 0.0.0.0:9000 failed: port is already allocated', 'published-port publish'],
    ['listen tcp4 0.0.0.0:9000: bind: address already in use', 'published-port publish'],
    ['ssh: connect to host 10.1.2.3 port 22: Connection timed out', 'bridge-subnet-collision watch'],
    ['ssh: connect to host 10.1.2.3 port 22: 호스트로 갈 루트가 없음', 'bridge-subnet-collision watch'],
    ['Error response from daemon: network 0123456789ab not found', 'subnet-pools prune-start'],
    ['all predefined address pools have been fully subnetted', 'subnet-pools fill'],
    ['Ports are not available', 'windows-reserved-port watch'],
    [
      'listen tcp 0.0.0.0:3306: bind: 액세스 권한에 의해 숨겨진 소켓에 액세스를 시도했습니다.',
      'windows-reserved-port watch',
    ],
    ['Error: listen EACCES: permission denied 0.0.0.0:3000', 'windows-reserved-port watch'],
    ['Only one usage of each socket address is normally permitted', 'windows-reserved-port in-use'],
    [
      'Conflict. The container name "/shop" is already in use by container "0123456789ab".',
      'windows-reserved-port again',
    ],
    ['System error 5 has occurred.\n\nAccess is denied.', 'windows-reserved-port winnat-stop'],
    ['The requested operation requires elevation (Run as administrator).', 'windows-reserved-port range-set'],
    ['localhost에서 연결을 거부했습니다.', 'wsl2-network no-forward'],
    ['curl: (6) Could not resolve host: host.docker.internal', 'docker-desktop-inside native'],
    [
      'curl: (7) Failed to connect to 10.1.2.3 port 80 after 2041 ms: Could not connect to server',
      'podman-lan-access own',
    ],
    ['경고: TCP connect to (10.1.2.3 : 9000) failed', 'podman-lan-access lan'],
  ])('leads from %j to %s', (text, expected) => {
    const [best] = findSymptom(index, text);
    expect(`${best?.lesson ?? ''} ${best?.scene ?? ''}`).toBe(expected);
  });
});

function line(lesson: string, scene: string | null, text: string) {
  return { lesson, scene, text, named: false };
}
