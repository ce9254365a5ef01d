/** Literal outputs: facts 2.1, 2.6, 2.7, 2.8. */
import { describe, expect, it } from 'vitest';
import { run } from '../../../src/terminal/index.ts';
import { INCIDENT, WindowsSession } from '../../support/windows-world.ts';

const EXCLUDED = 'netsh int ipv4 show excludedportrange protocol=tcp';
const RUN = 'docker run -p 8065:8065 mattermost/mattermost-team-edition';
const REFUSED =
  'docker: Error response from daemon: Ports are not available: exposing port TCP 0.0.0.0:8065 -> 0.0.0.0:0: ' +
  'listen tcp 0.0.0.0:8065: bind: An attempt was made to access a socket in a way forbidden by its access permissions.';

function elevated(install = INCIDENT): WindowsSession {
  return new WindowsSession({ ...install, elevated: true });
}
const korean = () => elevated({ ...INCIDENT, language: 'ko' });

describe('netsh int ipv4', () => {
  it('prints excluded ranges as English Windows does', () => {
    const session = new WindowsSession({ ...INCIDENT, excluded: { tcp: ['7975-8074', '50000-50059*'] } });
    expect(session.type(EXCLUDED).split('\n')).toEqual([
      '',
      'Protocol tcp Port Exclusion Ranges',
      '',
      'Start Port    End Port      ',
      '----------    --------      ',
      '      7975        8074      ',
      '     50000       50059     *',
      '',
      '* - Administered port exclusions.',
      '',
    ]);
  });

  it('prints excluded ranges as Korean Windows does', () => {
    const session = new WindowsSession({
      ...INCIDENT,
      language: 'ko',
      excluded: { tcp: ['8039-8138', '50000-50059*'] },
    });
    expect(
      session
        .type(EXCLUDED)
        .split('\n')
        .map((line) => line.trimEnd()),
    ).toEqual([
      '',
      '프로토콜 tcp 포트 제외 범위',
      '',
      '시작 포트    끝 포트',
      '----------    --------',
      '      8039        8138',
      '     50000       50059     *',
      '',
      '* - 관리 포트 제외입니다.',
      '',
    ]);
  });

  it('prints the dynamic range in both languages', () => {
    expect(new WindowsSession().type('netsh int ipv4 show dynamicport tcp').split('\n')).toEqual([
      '',
      'Protocol tcp Dynamic Port Range',
      '---------------------------------',
      'Start Port      : 1024',
      'Number of Ports : 64511',
      '',
    ]);
    const dynamic = { tcp: { start: 1024, count: 13977 } };
    expect(
      new WindowsSession({ language: 'ko', dynamic }).type('netsh interface ipv4 show dynamicport tcp').split('\n'),
    ).toEqual([
      '',
      '프로토콜 tcp 동적 포트 범위',
      '---------------------------------',
      '시작 포트      : 1024',
      '포트 수        : 13977',
      '',
    ]);
  });

  it('sets the dynamic range, by `dynamic` as by `dynamicport`, once elevated', () => {
    const line = 'netsh int ipv4 set dynamic tcp start=49152 num=16384';
    expect(new WindowsSession().type(line)).toContain(
      'The requested operation requires elevation (Run as administrator).',
    );
    const session = elevated();
    expect(session.type(line)).toBe('Ok.\n');
    expect(session.type('netsh int ipv4 show dynamicport tcp')).toContain('Start Port      : 49152');
    expect(session.type('netsh int ipv6 set dynamic tcp start=49152 num=16384')).toBe('Ok.\n');
    expect(korean().type(line)).toBe('확인됨\n');
  });

  it('keeps blocks that are held when the range is set: the list is the same right afterwards', () => {
    const session = elevated();
    const before = session.type(EXCLUDED);
    session.type('netsh int ipv4 set dynamicport tcp start=49152 num=16384');
    expect(session.type(EXCLUDED)).toBe(before);
  });

  it('adds an exclusion with a star, unless the port is taken', () => {
    const add = 'netsh int ipv4 add excludedportrange protocol=tcp startport=8065 numberofports=1 store=persistent';
    const session = elevated();
    expect(session.type(add)).toBe('The process cannot access the file because it is being used by another process.\n');
    session.type('net stop winnat');
    expect(session.type(add)).toBe('Ok.\n');
    expect(session.type(EXCLUDED).split('\n')).toContain('      8065        8065     *');
    expect(session.type('netsh int ipv4 delete excludedportrange protocol=tcp startport=8065 numberofports=1')).toBe(
      'Ok.\n',
    );
    expect(session.type(EXCLUDED)).not.toContain('8065');
  });

  it('refuses to delete a block, even to an administrator', () => {
    const session = elevated();
    session.type('netsh int ipv4 delete excludedportrange protocol=tcp startport=8039 numberofports=100');
    expect(session.exitCode).toBe(1);
    expect(session.type(EXCLUDED)).toContain('8039');
  });

  it.each([
    ['netsh int ipv4 show excludedportrange', 'The syntax supplied for this command is not valid.'],
    ['netsh int ipv4 show dynamicport sctp', 'The syntax supplied for this command is not valid.'],
    ['netsh int ipv4 set dynamicport tcp start=1 start=2', 'The syntax supplied for this command is not valid.'],
    ['netsh banana', 'The following command was not found: '],
  ])('%s is not understood', (line, text) => {
    const session = elevated();
    expect(session.type(line)).toContain(text);
    expect(session.exitCode).toBe(1);
  });
});

describe('net', () => {
  it('stops and starts winnat', () => {
    const session = elevated();
    expect(session.type('net stop winnat')).toBe('The Windows NAT Driver service was stopped successfully.\n');
    expect(session.type('net start winnat')).toBe('The Windows NAT Driver service was started successfully.\n');
  });

  it('does so in Korean', () => {
    const session = korean();
    expect(session.type('net stop winnat')).toBe('Windows NAT Driver 서비스를 잘 멈추었습니다.\n');
    expect(session.type('net start winnat')).toBe('Windows NAT Driver 서비스가 잘 시작되었습니다.\n');
  });

  it.each(['net stop winnat', 'net stop iphlpsvc', 'netsh int ipv4 set dynamicport tcp start=49152 num=16384'])(
    'says how a shell is elevated here: %s',
    (line) => {
      const { world } = new WindowsSession();
      const notes = run(world, 'windows', line).output.flatMap(({ note }) => note ?? []);
      expect(notes.at(-1)).toEqual({ kind: 'understands', what: ':elevate' });
    },
  );

  it('wants an elevated shell', () => {
    expect(new WindowsSession().type('net stop winnat')).toBe('System error 5 has occurred.\n\nAccess is denied.\n');
  });

  it('cannot start winnat once a container holds the port', () => {
    const session = elevated();
    session.type('net stop winnat');
    session.type(RUN);
    expect(session.type('net start winnat')).toBe(
      'System error 32 has occurred.\n\nThe process cannot access the file because it is being used by another process.\n',
    );
    expect(session.exitCode).toBe(2);
  });

  it('shows by sc.exe whether it runs', () => {
    const session = elevated();
    expect(session.type('sc.exe query winnat')).toContain('STATE              : 4  RUNNING');
    session.type('net stop winnat');
    expect(session.type('SC.EXE query WinNAT')).toContain('STATE              : 1  STOPPED');
    expect(session.type('sc.exe query banana')).toContain('FAILED 1060');
  });

  it('does what is typed for cmd in the Command Prompt, and says what PowerShell says of it', () => {
    const session = elevated();
    const line = 'net stop winnat & net start winnat';
    expect(session.type(line)).toContain('The ampersand (&) character is not allowed.');
    expect(session.type(`cmd /c "${line}"`)).toContain('started successfully');
  });

  it('has nothing to stop twice', () => {
    const session = elevated();
    session.type('net stop winnat');
    expect(session.type('net stop winnat')).toContain('service is not started.');
  });
});

describe('netstat', () => {
  it('shows nobody at a port that is refused', () => {
    const session = new WindowsSession();
    session.type(RUN);
    expect(session.type('netstat -ano | findstr :8065')).toBe('');
    expect(session.exitCode).toBe(1);
  });

  it.each([
    ['netstat -ano -p tcp', 1],
    ['netstat -anop UDP', 0],
    ['netstat -nao | find "20304"', 1],
    ['netstat -ano | findstr :49153', 1],
  ])('%s finds what it asks for', (line, count) => {
    const session = new WindowsSession({ ...INCIDENT, excluded: {} });
    session.type('docker run -d -p 49153:8065 mattermost/mattermost-team-edition');
    expect(session.type(line).match(/:49153 /g) ?? []).toHaveLength(count);
  });

  it('gives findstr a word with a blank behind it, which asks for nothing more', () => {
    const session = new WindowsSession({ ...INCIDENT, excluded: {} });
    session.type('docker run -d -p 49153:8065 mattermost/mattermost-team-edition');
    expect(session.type('netstat -ano | findstr ":49153 "').split('\n')).toHaveLength(1);
  });

  it('has the tables of Windows sorted: by address, then by port', () => {
    const session = new WindowsSession({ ...INCIDENT, excluded: {} });
    for (const port of ['127.0.0.1:80', '9000', '90'])
      session.type(`docker run -d -p ${port}:8065 mattermost/mattermost-team-edition`);
    const shown = [...session.type('netstat -ano').matchAll(/TCP +(\S+)/g)].map(([, address]) => address);
    expect(shown).toEqual(['0.0.0.0:90', '0.0.0.0:9000', '127.0.0.1:80']);
  });

  it('gives a process id that tasklist has a name for', () => {
    const session = new WindowsSession({ ...INCIDENT, excluded: {} });
    session.type('docker run -d -p 49153:8065 mattermost/mattermost-team-edition');
    expect(session.type('tasklist /fi "PID eq 20304"').split('\n').at(-1)).toBe('com.docker.backend.exe       20304');
    expect(session.type('TASKLIST | findstr 20304')).toContain('com.docker.backend.exe');
    expect(session.type('tasklist /fi "PID eq 4"')).toContain('No tasks are running');
  });

  it('shows Docker Desktop’s backend at one that was given', () => {
    const session = new WindowsSession({ ...INCIDENT, excluded: {} });
    session.type('docker run -d -p 49153:8065 mattermost/mattermost-team-edition');
    expect(session.type('netstat -ano | findstr :49153')).toBe(
      '  TCP    0.0.0.0:49153          0.0.0.0:0              LISTENING       20304',
    );
  });
});

describe('docker on Windows', () => {
  it('prints the incident’s error, and leaves the container created', () => {
    const session = new WindowsSession();
    expect(session.type(RUN).split('\n')[0]).toBe(REFUSED);
    expect(session.exitCode).toBe(125);
    expect(session.type('docker ps')).toBe('CONTAINER ID   IMAGE     COMMAND   CREATED   STATUS    PORTS     NAMES');
    expect(session.type('docker ps -a')).toMatch(
      /mattermost-team-edition +"\/entrypoint\.sh matt…" +\S.* Created +container_/,
    );
  });

  it('prints the id first when detached, and meets the name again on a second run', () => {
    const session = new WindowsSession();
    const run = RUN.replace('run', 'run -d --name mattermost');
    const [id, error] = session.type(run).split('\n');
    expect(id).toMatch(/^[0-9a-f]{64}$/);
    expect(error).toBe(REFUSED);
    expect(session.type(run).split('\n')[0]).toBe(
      `docker: Error response from daemon: Conflict. The container name "/mattermost" is already in use by container "${id}". ` +
        'You have to remove (or rename) that container to be able to reuse that name.',
    );
    expect(session.type('docker start mattermost').split('\n')).toEqual([
      REFUSED.replace('docker: ', ''),
      'Error: failed to start containers: mattermost',
    ]);
    expect(session.type('docker rm mattermost')).toBe('mattermost');
  });

  it('ends the words with one full stop, whichever its version', () => {
    const session = new WindowsSession({ ...INCIDENT, desktop: { engine: 'linuxkit' } });
    const { linuxkit } = session.world.machines;
    const docker = { ...linuxkit!.docker!, version: '25.0.3' };
    session.world = {
      ...session.world,
      machines: { ...session.world.machines, linuxkit: { ...linuxkit!, docker } },
    };
    expect(session.type(RUN).split('\n')).toEqual([REFUSED, "See 'docker run --help'."]);
  });

  it('lists containers in lines of one’s own', () => {
    const session = new WindowsSession();
    session.type(RUN.replace('run', 'run --name mattermost'));
    expect(session.type('docker ps -a --format "table {{.Names}}\\t{{.Status}}"').split('\n')).toEqual([
      'NAMES        STATUS',
      'mattermost   Created',
    ]);
    expect(session.type('docker ps --filter status=created --format "{{.Names}} is {{.State}}"')).toBe(
      'mattermost is created',
    );
    expect(session.type('docker ps -a -f name=nginx -q')).toBe('');
    session.type('docker ps --format "{{.Labels}}"');
    expect(session.exitCode).toBe(1);
  });

  it('says 10048’s words where somebody listens', () => {
    const session = new WindowsSession({ ...INCIDENT, excluded: {} });
    session.world = {
      ...session.world,
      netns: {
        ...session.world.netns,
        windows: {
          ...session.world.netns['windows']!,
          listeners: [
            { protocol: 'tcp', bindAddress: 0 as never, port: 8065, process: { name: 'java.exe', pid: 4711 } },
          ],
        },
      },
    };
    expect(session.type(RUN).split('\n')[0]).toMatch(
      /bind: Only one usage of each socket address \(protocol\/network address\/port\) is normally permitted\.$/,
    );
    expect(session.type('netstat -ano | findstr :8065')).toContain('4711');
  });

  it('does not need winnat', () => {
    const session = elevated();
    session.type('net stop winnat');
    session.type(RUN);
    expect(session.exitCode).toBe(0);
    expect(session.type('docker port container_')).toContain('No such container');
  });
});

describe('Restart-Computer', () => {
  it.each(['Restart-Computer', 'shutdown /r /t 0', ':reboot'])(
    '%s draws the blocks anew and takes the rights away',
    (line) => {
      const session = elevated();
      const before = session.type(EXCLUDED);
      session.type(line);
      expect(session.exitCode).toBe(0);
      expect(session.type(EXCLUDED)).not.toBe(before);
      expect(session.world.machines['windows']?.windows?.elevated).toBe(false);
    },
  );

  it('brings blocks back before that, when the stack asks for them: marked, as nobody knows when', () => {
    const session = elevated();
    session.type('net stop winnat');
    expect(session.type(':hns reserve')).toContain('winnat is stopped');
    session.type('net start winnat');
    expect(session.type(EXCLUDED).match(/^ +\d+ +\d+ +$/gm)).toBeNull();
    session.type(':hns reserve');
    expect(session.type(EXCLUDED).match(/^ +\d+ +\d+ +$/gm)).toHaveLength(2);
  });
});
