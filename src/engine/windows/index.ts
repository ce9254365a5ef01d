/** A Windows machine: port ranges, services, firewall, relays, WSL and Docker Desktop. */
export * from './windows-state.ts';
export * from './port-range.ts';
export * from './service.ts';
export * from './firewall.ts';
export * from './portproxy.ts';
export * from './wsl.ts';
export * from './docker-desktop.ts';
export * from './language.ts';
export * from './install.ts';
export * from './hyper-v-firewall.ts';
export * from './relays.ts';
export * from './settle-relays.ts';
export * from './wslconfig.ts';
