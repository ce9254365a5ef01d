/** Why a new network got its subnet, as the reader is told. */
import { describe, expect, it } from 'vitest';
import { frames, type DecisionView } from '../../src/player/index.ts';
import { run } from '../../src/terminal/index.ts';
import { companyWorld } from '../support/company-world.ts';

function decisionFor(name: string, version: string, ...lines: readonly string[]): DecisionView {
  const before = lines
    .slice(0, -1)
    .reduce((world, line) => run(world, 'server', line).world, companyWorld({ version }));
  const { trace, world: after } = run(before, 'server', lines.at(-1) ?? '');
  const all = frames({ trace, before, after, language: 'en' });
  const isMaking = (sentence: string) => sentence.startsWith(`New on server: network ${name} `);
  return all.find(({ sentence }) => isMaking(sentence.map(({ text }) => text).join('')))!.decision!;
}

const said = (view: DecisionView) => ({
  verdict: view.verdict.map(({ text }) => text).join(''),
  losers: view.losers.map(({ label, reason }) => `${label}: ${reason.map(({ text }) => text).join('')}`),
});

describe('the subnet of a new network', () => {
  it('up to engine 26 comes behind the last one, whatever was freed before it', () => {
    const lines = [
      'docker network create a && docker network create b',
      'docker network rm a && docker network create c',
    ];
    expect(said(decisionFor('c', '24.0.7', ...lines))).toEqual({
      verdict: '172.20.0.0/16 is given: the first free one behind the subnet given last.',
      losers: ['behind: 172.18.0.0/16 is free, but the search began behind it.'],
    });
  });

  it('of an engine that has just started again is the lowest free one, too', () => {
    const lines = ['docker network create a', 'systemctl restart docker && docker network create b'];
    expect(said(decisionFor('b', '24.0.7', ...lines))).toEqual({
      verdict: '172.19.0.0/16 is given: the lowest free one.',
      losers: ['taken: 172.17.0.0/16 and 172.18.0.0/16 belong to other networks.'],
    });
  });

  it('from engine 27 on is the lowest free one', () => {
    const lines = [
      'docker network create a && docker network create b',
      'docker network rm a && docker network create c',
    ];
    expect(said(decisionFor('c', '27.5.1', ...lines))).toEqual({
      verdict: '172.18.0.0/16 is given: the lowest free one.',
      losers: ['taken: 172.17.0.0/16 belongs to other networks.'],
    });
  });

  it('passes over what the host itself can see, with the reason', () => {
    const lines = [
      ':write /etc/resolv.conf\nnameserver 172.19.0.53',
      'ip route add 172.18.5.0/24 dev eth0',
      'docker network create a',
    ];
    expect(said(decisionFor('a', '24.0.7', ...lines)).losers).toEqual([
      "on-link: 172.18.0.0/16 overlaps a route of the host's that leads to no gateway.",
      "nameserver: A nameserver of the host's lies in 172.19.0.0/16.",
    ]);
  });
});
