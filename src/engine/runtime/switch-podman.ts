/** Another version of Podman on the same machine, as far as it is followed: who holds a published port open. Fact V2.13. */
import { knowsPortListen } from './podman-ports.ts';
import { podmanRefused, type PodmanAnswer, type PodmanHost } from './podman-host.ts';

/** Versions a person means by a bare number. */
const MEANT: Readonly<Record<string, string>> = {
  '4.3': '4.3.1',
  '5': '5.8.5',
  '5.8': '5.8.5',
  '6': '6.0.2',
  '6.0': '6.0.2',
  '6.1': '6.1.1',
};

/**
 * As on a machine newly made by that version, which knows `force_port_listen` or not, and has it set where it does. A container that runs
 * keeps what it holds: the version counts from its next start on. Rules and listings stay those of 4.3.
 */
export function switchPodman(host: PodmanHost, typed: string): PodmanAnswer<string> {
  const version = MEANT[typed] ?? typed;
  if (!/^(4\.[3-9]|5\.[0-8]|6\.[01])\.\d+$/.test(version)) return podmanRefused(`Podman ${typed}`);
  host.set({ version, forcePortListen: knowsPortListen(version) });
  return { ok: true, value: version };
}

/** `force_port_listen` in containers.conf, by hand. @returns the refusal of a version that does not know it */
export function setPortListen(host: PodmanHost, isOn: boolean): PodmanAnswer<string> {
  const { version } = host.podman;
  if (!knowsPortListen(version)) return podmanRefused(`force_port_listen in Podman ${version}`);
  host.set({ forcePortListen: isOn });
  return { ok: true, value: version };
}
