import { describe, expect, it } from 'vitest';
import { formatTrace, probe, ip, type Step, type World } from '../../../src/engine/index.ts';
import { run } from '../../../src/terminal/index.ts';
import { INCIDENT, windowsWorld } from '../../support/windows-world.ts';

const RUN = 'docker run -d --name mm -p 8065:8065 mattermost/mattermost-team-edition';
const FREE = { ...INCIDENT, excluded: {} };

function type(world: World, ...lines: readonly string[]) {
  return lines.reduce<ReturnType<typeof run>>((last, line) => run(last.world, 'windows', line), {
    world,
    output: [],
    exitCode: 0,
    trace: null,
  });
}

function pathOf(steps: readonly Step[]): readonly string[] {
  return steps.flatMap((step) => {
    if (step.kind === 'call') return [`${step.from} > ${step.to} (${step.channel}): ${step.answer}`];
    return step.kind === 'bind' ? [`bind ${step.port}: ${step.answer.kind}`] : [];
  });
}

describe('Docker Desktop on Windows', () => {
  it('[DSK-1] carries a request over a named pipe and a hypervisor socket, and the answer back', () => {
    const { trace } = type(windowsWorld(), RUN, 'docker rm mm');
    expect(pathOf(trace!.steps)).toEqual([
      'docker.exe > com.docker.backend.exe (named-pipe): asked',
      'com.docker.backend.exe > dockerd (hypervisor-socket): asked',
      'dockerd > com.docker.backend.exe (hypervisor-socket): ok',
      'com.docker.backend.exe > docker.exe (named-pipe): ok',
    ]);
  });

  it('[DSK-2] asks for the port at start, after create; what Windows refuses goes all the way back', () => {
    const { trace, exitCode, world } = type(windowsWorld(), RUN);
    expect(pathOf(trace!.steps).slice(4)).toEqual([
      'docker.exe > com.docker.backend.exe (named-pipe): asked',
      'com.docker.backend.exe > dockerd (hypervisor-socket): asked',
      'dockerd > com.docker.backend.exe (hypervisor-socket): asked',
      'bind 8065: port-excluded',
      'com.docker.backend.exe > dockerd (hypervisor-socket): error',
      'dockerd > com.docker.backend.exe (hypervisor-socket): error',
      'com.docker.backend.exe > docker.exe (named-pipe): error',
    ]);
    expect(exitCode).toBe(125);
    expect(world.machines['linuxkit']?.docker?.containers.map(({ status }) => status)).toEqual(['created']);
    expect(world.machines['mm']).toBeUndefined();
    expect(world.netns['windows']?.listeners).toEqual([]);
  });

  it('[DSK-3] listens on Windows and leads straight to the container’s own address', () => {
    const { world } = type(windowsWorld(FREE), RUN);
    expect(world.netns['windows']?.listeners).toMatchObject([
      {
        port: 8065,
        process: { name: 'com.docker.backend.exe', pid: 20304 },
        relayTo: { address: ip('172.17.0.2'), port: 8065, netns: 'linuxkit', channel: { kind: 'hypervisor-socket' } },
      },
    ]);
    expect(world.netns['linuxkit']?.listeners).toEqual([]);
    const { trace } = probe(world, { from: 'windows', kind: 'tcp', dst: ip('127.0.0.1'), dport: 8065 });
    expect(trace.outcome, formatTrace(trace).join('\n')).toBe('delivered');
    expect(trace.conversations[1]?.tuple).toMatchObject({ src: ip('172.17.0.1'), dst: ip('172.17.0.2'), dport: 8065 });
  });

  it('[DSK-3] gives the port back when the container stops', () => {
    const { world } = type(windowsWorld(FREE), RUN, 'docker stop mm');
    expect(world.netns['windows']?.listeners).toEqual([]);
  });

  it('[DSK-4] publishes while winnat is stopped', () => {
    const { world, exitCode } = type(windowsWorld(), ':elevate', 'net stop winnat', RUN);
    expect(exitCode).toBe(0);
    expect(world.netns['windows']?.listeners).toHaveLength(1);
  });

  it('[DSK-5] does not ask Windows for a port that another of its containers has', () => {
    const { trace, output } = type(windowsWorld(FREE), RUN, 'docker run -d --name m2 -p 8065:8065 nginx');
    expect(trace!.steps.some(({ kind }) => kind === 'bind')).toBe(false);
    expect(output[1]?.text).toContain('Bind for 0.0.0.0:8065 failed: port is already allocated');
  });

  it('gives back the ports it had when a later one is refused', () => {
    const { world } = type(windowsWorld(), 'docker run -d --name mm -p 9065:8065 -p 8065:8065 nginx');
    expect(world.netns['windows']?.listeners).toEqual([]);
  });

  it('[DSK-6] starts after a reboot what its policy asks for, and leaves it stopped where Windows refuses the port', () => {
    const always = RUN.replace('-d', '-d --restart always');
    const { world } = type(windowsWorld(FREE), always, ':reboot');
    expect(world.machines['linuxkit']?.docker?.containers[0]?.status).toBe('running');
    const full = { ...FREE, dynamic: { tcp: { start: 8000, count: 255 } }, blocks: 2 };
    const refused = Array.from(
      { length: 30 },
      (_, seed) => type({ ...windowsWorld(full), seed }, always, ':reboot').world,
    )
      .filter((after) => after.netns['windows']?.listeners.length === 0)
      .map((after) => after.machines['linuxkit']?.docker?.containers[0]?.status);
    expect(refused.length).toBeGreaterThan(0);
    expect(new Set(refused)).toEqual(new Set(['exited']));
  });

  it('[DSK-7] goes with the VM of WSL, ports included, and comes back with a boot', () => {
    const kept = RUN.replace('-d', '-d --restart unless-stopped');
    const off = type(windowsWorld(FREE), kept, 'wsl --shutdown');
    expect(off.world.netns['windows']?.listeners).toEqual([]);
    expect(off.world.machines['linuxkit']?.docker?.containers).toMatchObject([{ status: 'exited', exitCode: 255 }]);
    const asked = type(off.world, 'docker ps');
    expect(asked.output[0]?.text).toMatch(/^error during connect: .* open \/\/\.\/pipe\/docker_engine/);
    expect(asked.exitCode).toBe(1);
    const booted = type(off.world, ':reboot').world;
    expect(booted.machines['windows']?.windows?.wsl?.distributions).toMatchObject([{ running: true }]);
    expect(booted.machines['linuxkit']?.docker?.containers).toMatchObject([{ status: 'running' }]);
    expect(booted.netns['windows']?.listeners).toMatchObject([{ port: 8065 }]);
  });
});
