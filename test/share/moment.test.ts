import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeMoment,
  decodePlainMoment,
  encodeMoment,
  LONGEST_FRAGMENT,
  plainFragment,
  type Shared,
  type SharedChange,
} from '../../src/share/index.ts';

const step: Shared = { kind: 'moment', scene: 'watch', key: '0.r.r550.route.1' };

const change: SharedChange = {
  kind: 'change',
  base: 'bridge-subnet-collision.1',
  branch: 'main',
  forkAfter: 6,
  lines: [
    { at: 'r550', run: 'ip route add 172.22.10.0/24 via 172.42.10.1 dev eno8303' },
    { at: 'pc', run: 'ssh 172.42.10.112' },
  ],
  line: 1,
  key: '0.r.r550.route.1',
};

async function link(shared: Shared): Promise<string> {
  return encodeMoment(shared);
}

async function problemOf(fragment: string): Promise<string | null> {
  const decoded = await decodeMoment(fragment);
  return decoded === null || decoded.ok ? null : decoded.problem;
}

describe('a link to a step of the lesson', () => {
  it('can be read by a person', async () => {
    expect(await link(step)).toBe('#watch/0.r.r550.route.1');
  });

  it('names the scene alone for its first step', async () => {
    expect(await link({ ...step, key: null })).toBe('#watch');
  });

  it('names what the step is compared with', async () => {
    const compared: Shared = { ...step, beside: 'down-ssh' };
    expect(await link(compared)).toBe('#watch/0.r.r550.route.1~down-ssh');
    expect(await decodeMoment('#watch/0.r.r550.route.1~down-ssh')).toEqual({ ok: true, shared: compared });
    expect(await decodeMoment('#watch~down-ssh')).toEqual({ ok: true, shared: { ...compared, key: null } });
    expect(await problemOf('#watch~a~b')).toBe('damaged');
    expect(await problemOf('#watch~')).toBe('damaged');
  });

  it('stays within 45 characters for the longest names of the lesson', () => {
    expect(plainFragment({ scene: 'detour-r650', key: '0.f.openldap.source-check.10' }).length).toBeLessThanOrEqual(45);
  });

  it('comes back as it was, with or without #', async () => {
    expect(await decodeMoment('#watch/0.r.r550.route.1')).toEqual({ ok: true, shared: step });
    expect(await decodeMoment('watch/0.r.r550.route.1')).toEqual({ ok: true, shared: step });
  });

  it('is there at once, before anything is loaded', () => {
    expect(decodePlainMoment('#watch/0.r.r550.route.1')).toEqual({ ok: true, shared: step });
    expect(decodePlainMoment('#v1.AAAA')).toBeNull();
    expect(decodePlainMoment('')).toBeNull();
  });

  it('survives what a messenger does to unusual characters', async () => {
    const odd: Shared = { kind: 'moment', scene: '장면', key: 'a.b' };
    expect(await decodeMoment(await link(odd))).toEqual({ ok: true, shared: odd });
  });
});

describe('a link to a world that was changed', () => {
  it('comes back as it was', async () => {
    expect(await decodeMoment(await link(change))).toEqual({ ok: true, shared: change });
  });

  it('holds ten lines of the lesson in 130 characters', async () => {
    const lines = [
      { at: 'r550', run: 'docker compose down' },
      { at: 'pc', run: 'ssh 172.42.10.112' },
      { at: 'r550', run: 'docker compose up -d' },
      { at: 'pc', run: 'ping -c 3 -W 1 172.42.10.112' },
      { at: 'r550', run: 'ip route add 172.22.10.0/24 via 172.42.10.1 dev eno8303' },
      { at: 'pc', run: 'nc -vz 172.42.10.112 3899' },
      { at: 'r550', run: 'docker stop openldap' },
      { at: 'r550', run: 'sysctl -w net.ipv4.conf.all.rp_filter=1' },
      { at: 'r550', run: 'ip route get 172.22.10.119' },
      { at: 'pc', run: 'ssh 172.42.10.112' },
    ];
    expect((await link({ ...change, lines, line: 9 })).length).toBeLessThanOrEqual(130);
  });

  it.each([
    'ip route add 172.22.10.128/25 via 172.42.10.1 dev eno8303 metric 50',
    'docker network create --subnet 10.99.0.0/24 mynet',
    'iptables -I INPUT -p tcp --dport 8443 -j DROP',
    'ip addr add 198.51.100.7/24 dev eno8303',
    'sysctl -w net.ipv4.conf.eno8303.rp_filter=2',
    'docker run -d --name web --network net1 nginx',
    'traceroute -n 203.0.113.77',
    'ping -c 10 203.0.113.200',
  ])('needs at most 40 characters more for an unforeseen line: %s', async (run) => {
    const longer = { ...change, lines: [...change.lines, { at: 'r550', run }] };
    expect((await link(longer)).length - (await link(change)).length).toBeLessThanOrEqual(40);
  });

  it('holds the edited compose file of the lesson in 130 characters too', async () => {
    const compose =
      ':write /srv/xxxx-openldap/docker-compose.yml\nversion: "3.8"\nservices:\n  openldap:\n    image: osixia/openldap:latest\n    container_name: openldap\n    restart: always\n    ports:\n      - "3899:389"\n      - "6366:636"\n    tty: true\n    stdin_open: true\n    volumes:\n      - ./data/slapd.d/database:/var/lib/ldap\n      - ./data/slapd.d/config:/etc/ldap/slapd.d\n    command: --copy-service --loglevel=debug\nnetworks:\n  default:\n    ipam:\n      config:\n        - subnet: 10.77.0.0/24\n';
    const shared = { ...change, lines: [{ at: 'r550', run: compose }], line: 0 };
    expect((await link(shared)).length).toBeLessThanOrEqual(130);
    expect(await decodeMoment(await link(shared))).toEqual({ ok: true, shared });
  });

  it('brings back any line, at any place, in any script', async () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 40 }).filter((run) => !run.includes('\u0000'));
    const line = fc.record({ at: fc.constantFrom('pc', 'r550', 'web-1', '곳'), run: text });
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 12 }), async (lines) => {
        const shared = { ...change, lines, line: lines.length - 1 };
        expect(await decodeMoment(await link(shared))).toEqual({ ok: true, shared });
      }),
      { numRuns: 200 },
    );
  });

  it('refuses to be made too large, or for a world without a dictionary', async () => {
    const huge = { ...change, lines: [{ at: 'pc', run: 'x'.repeat(5000) }], line: 0 };
    await expect(link(huge)).rejects.toThrow(RangeError);
    await expect(link({ ...change, base: 'nowhere.1' })).rejects.toThrow(RangeError);
  });
});

describe('a link that cannot be read', () => {
  it('says nothing about an address without a fragment', async () => {
    expect(await decodeMoment('')).toBeNull();
    expect(await decodeMoment('#')).toBeNull();
  });

  it.each([
    ['a megabyte', 'a'.repeat(1_000_000), 'too-long'],
    ['a megabyte of payload', `v1.${'A'.repeat(1_000_000)}`, 'too-long'],
    ['a long plain one', 'a'.repeat(300), 'too-long'],
    ['markup', '<script>alert(1)</script>', 'not-a-link'],
    ['broken percent signs', '%E0%A4', 'not-a-link'],
    ['a later version', 'v2.AAAA', 'newer-version'],
    ['not base64', 'v1.????', 'damaged'],
    ['an empty payload', 'v1.', 'damaged'],
    ['noise', 'v1.c29tZXRoaW5nIGVsc2U', 'damaged'],
  ])('tells what is wrong with %s', async (_what, fragment, problem) => {
    expect(await problemOf(fragment)).toBe(problem);
  });

  it('keeps the scene of a plain link whose step is unreadable', async () => {
    const decoded = await decodeMoment('#watch/<b>/x');
    expect(decoded).toEqual({ ok: false, problem: 'damaged', nearest: { kind: 'moment', scene: 'watch', key: null } });
  });

  it('is noticed wherever one character was changed, and wherever it was cut', async () => {
    const fragment = await link(change);
    const start = '#v1.'.length;
    for (let at = start; at < fragment.length; at += 1) {
      const other = fragment[at] === 'A' ? 'B' : 'A';
      const changed = `${fragment.slice(0, at)}${other}${fragment.slice(at + 1)}`;
      const decoded = await decodeMoment(changed);
      const isSame = decoded?.ok === true && JSON.stringify(decoded.shared) === JSON.stringify(change);
      expect(decoded?.ok === false || isSame, changed).toBe(true);
      expect(await problemOf(fragment.slice(0, at))).toBe('damaged');
    }
  });

  it('never throws, whatever it is given', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 300 }), async (text) => {
        await decodeMoment(text);
        await decodeMoment(`#v1.${text}`);
      }),
      { numRuns: 500 },
    );
  });

  it('never takes more than its size allows', () => {
    expect(LONGEST_FRAGMENT).toBeLessThanOrEqual(4096);
  });
});
