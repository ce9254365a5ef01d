/** The machine under a Docker Engine loses its power: the daemon could not say good-bye to its containers. */
import type { MachineId } from '../world/world.ts';
import type { ControlPlane } from './control-plane.ts';
import { stopContainer } from './containers.ts';
import { DockerHost } from './docker-host.ts';

/** What the daemon writes down for a container that it finds dead when it starts. @see moby daemon/daemon.go restore */
export const FOUND_DEAD = 255;

/** Every container ends; published ports close on Windows too, where Docker Desktop held them. */
export function cutOffDocker(plane: ControlPlane, engine: MachineId): void {
  const host = new DockerHost(plane, engine);
  for (const container of host.docker.containers) stopContainer(host, container, FOUND_DEAD);
}
