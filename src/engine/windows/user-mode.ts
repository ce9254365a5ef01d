/**
 * gvproxy.exe's sockets on Windows while a Podman machine runs with user-mode networking: one for each published port, at the address
 * that `-p` named, and the second connection made inside the VM's network. Fact V2.5: gvproxy serves published ports then.
 *
 * Inferred: that it listens where `-p` says (containers/podman libpod/networking_machine.go asks for it so). Unverified: that it does so
 * in WSL at all, as the same file passes over machines of type `wsl`.
 */
import { ip } from '../address/ip.ts';
import type { Listener, World } from '../world/world.ts';
import type { WslState } from './wsl.ts';

/** The process id is an example. */
export const GVPROXY: Listener['process'] = { name: 'gvproxy.exe', pid: 9312 };

/** gvproxy's own numbers. @see containers/gvisor-tap-vsock cmd/gvproxy/main.go */
export const USER_MODE = { vm: ip('192.168.127.2'), hostAlias: ip('192.168.127.254') } as const;

export function gvproxySockets({ machines }: World, wsl: WslState | undefined): readonly Listener[] {
  const { userMode } = wsl ?? {};
  if (wsl === undefined || userMode === undefined) return [];
  return wsl.distributions
    .filter(({ running, machine }) => running && machines[machine]?.podman?.userModeNetworking === true)
    .flatMap(({ machine }) => machines[machine]?.podman?.containers ?? [])
    .filter(({ status }) => status === 'running')
    .flatMap(({ published }) => published)
    .map(({ protocol, hostIp, hostPort }) => ({
      protocol,
      bindAddress: hostIp,
      port: hostPort,
      process: GVPROXY,
      relayTo: { address: USER_MODE.vm, port: hostPort, netns: userMode },
    }));
}
