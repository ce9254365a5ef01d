/** Docker Desktop on its WSL 2 backend: a user-space process on Windows, an engine in a nested namespace. Facts F1.1-F1.10, V0.11-V0.16. */
import type { MachineId } from '../world/world.ts';

export interface DockerDesktopState {
  readonly running: boolean;
  /** Where dockerd runs: the LinuxKit level. */
  readonly engine: MachineId;
  /** Process id of `com.docker.backend.exe`, which owns the listening sockets. */
  readonly backendPid: number;
  /** Which program is the gateway, and what stands for Windows: older versions had 192.168.65.2 instead of .254. Facts V0.11, V1.3. */
  readonly generation: 'vpnkit' | 'backend';
}
