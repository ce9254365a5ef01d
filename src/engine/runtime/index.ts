/** Container runtimes: what a person asks of them, compiled into devices, addresses, routes, rules and listeners. */
export * from './docker-state.ts';
export * from './control-plane.ts';
export * from './draw.ts';
export * from './instant.ts';
export * from './images.ts';
export * from './engine-version.ts';
export * from './pools.ts';
export * from './ipam.ts';
export * from './docker-host.ts';
export * from './networks.ts';
export * from './containers.ts';
export * from './install.ts';
