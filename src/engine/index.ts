/** The engine's only door. Everything outside `src/engine` imports from here. */
export * from './address/ip.ts';
export * from './address/prefix.ts';
export * from './address/mac.ts';
export * from './packet/packet.ts';
export * from './packet/tuple.ts';
export * from './netfilter/rule.ts';
export * from './runtime/docker-state.ts';
export * from './trace/disposition.ts';
export * from './trace/step.ts';
export * from './trace/trace.ts';
export * from './world/edit.ts';
export * from './world/world.ts';
