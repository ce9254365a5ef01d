/** Recall questions and a challenge for the small lesson, and a challenge's standing as a test wants it. */
import type { ChallengeData, RecallData, Standing } from '../../src/content/index.ts';

export const recallFixture: readonly RecallData[] = [
  {
    key: 'way',
    question: 'Which line takes a packet to <client>?',
    options: [
      { key: 'bridge', text: '192.0.2.0/25', right: true, reason: 'The longer prefix wins.' },
      { key: 'router', text: 'default', right: false, reason: 'It has no bits.' },
    ],
    variants: [{ client: '192.0.2.10' }, { client: '192.0.2.20' }, { client: '192.0.2.30' }],
    proofs: ['192.0.2.10', '192.0.2.20', '192.0.2.30'].map((client) => ({
      line: { at: 'server', run: `ip route get ${client}` },
      output: [{ stream: 'out' as const, text: `${client} dev br0` }],
      mark: 'br0',
    })),
  },
];

export const challengeFixture: ChallengeData = {
  world: 'small-challenge.1',
  variants: [{ server: '198.51.100.20' }, { server: '198.51.100.40' }, { server: '198.51.100.60' }],
  task: 'The PC gets no SSH to <server>.',
  setup: [],
  start: { at: 'pc', run: 'ssh <server>' },
  goals: [
    { key: 'ssh', text: 'The PC reaches <server>.', after: [], at: 'pc', run: 'ssh <server>', outcome: 'delivered' },
    { key: 'web', text: 'The web answers.', after: [], at: 'pc', run: 'nc -z <server> 80', outcome: 'delivered' },
  ],
  deadEnds: [{ key: 'gone', text: 'The network is gone.', at: 'server', run: 'docker start web', prints: 'not found' }],
  hints: ['Think of the answer.', 'Look at the routes.', 'Give it a subnet.'],
  solutions: [{ key: 'subnet', title: 'Give it a subnet', lines: [{ at: 'server', run: 'docker compose down' }] }],
};

/** `ssh` and `web` as given; `!` for a goal that was met before. */
export function standing(ssh: boolean | '!', web: boolean | '!', deadEnds: readonly string[] = []): Standing {
  const goal = (key: string, state: boolean | '!') => ({
    key,
    isMet: state === true,
    why: state === true ? null : [{ text: 'Lost on the bridge.' }],
    isBroken: state === '!',
  });
  return { goals: [goal('ssh', ssh), goal('web', web)], deadEnds, everMet: [] };
}
