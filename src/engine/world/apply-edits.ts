/** Carries out edits as the kernel carries out the requests of `ip`, `iptables` and `sysctl`, with their consequences. */
import { ANY_ADDRESS, formatIp } from '../address/ip.ts';
import { countsOfPresent, countsWithout } from '../netfilter/rule-counters.ts';
import { peerOf, deviceOf } from './carrier.ts';
import type { Edit } from './edit.ts';
import { EMPTY_NETNS } from './empty.ts';
import { withNewChain, withoutChain, withoutRule, withPolicy, withRule } from './netfilter-edits.ts';
import {
  requireDevice,
  withAddress,
  withDevice,
  withLinkState,
  withHairpin,
  withMac,
  withMaster,
  withoutAddress,
  withoutDevice,
  withoutRoute,
  withRoute,
} from './netns-edits.ts';
import { EditRefused } from './refusal.ts';
import { sysctlNumber, withSysctl } from './sysctl.ts';
import type { Listener, Netns, NetnsId, PolicyRule, World } from './world.ts';

/** @throws EditRefused when the kernel would refuse one of them; `tryEdits` returns that instead. */
export function applyEdits(world: World, edits: readonly Edit[]): World {
  return edits.reduce(applyEdit, world);
}

/** All or nothing. `refused` says which edit failed and how. */
export function tryEdits(
  world: World,
  edits: readonly Edit[],
): { readonly ok: true; readonly world: World } | { readonly ok: false; readonly refused: EditRefused } {
  try {
    return { ok: true, world: applyEdits(world, edits) };
  } catch (error) {
    if (error instanceof EditRefused) return { ok: false, refused: error };
    throw error;
  }
}

function inNetns(world: World, id: NetnsId, change: (netns: Netns) => Netns): World {
  const netns = world.netns[id];
  if (netns === undefined) throw new EditRefused('ENOENT', `namespace ${id}`);
  return { ...world, netns: { ...world.netns, [id]: change(netns) } };
}

function applyEdit(world: World, edit: Edit): World {
  switch (edit.kind) {
    case 'add-machine':
      return { ...world, machines: { ...world.machines, [edit.machine.id]: edit.machine } };
    case 'remove-machine':
      return { ...world, machines: without(world.machines, edit.machine) };
    case 'add-netns': {
      if (world.netns[edit.netns] !== undefined) throw new EditRefused('EEXIST', `namespace ${edit.netns}`);
      const like = edit.like === undefined ? undefined : world.netns[edit.like];
      const sysctl = Object.fromEntries(Object.entries(like?.sysctl ?? {}).filter(([key]) => isInherited(key)));
      const own = edit.userNetwork === undefined ? {} : { userNetwork: edit.userNetwork };
      const fresh = { ...EMPTY_NETNS, id: edit.netns, machine: edit.machine, sysctl, ...own };
      return { ...world, netns: { ...world.netns, [edit.netns]: fresh } };
    }
    case 'reset-netns': {
      const boot = world.machines[requireNetns(world, edit.netns).machine]?.boot;
      if (boot === undefined) throw new EditRefused('ENOENT', `boot configuration of ${edit.netns}`);
      const stays = (dev: string) => boot.devs.some(({ name }) => name === dev);
      const links = world.links.filter(({ ends }) => ends.every(({ netns, dev }) => netns !== boot.id || stays(dev)));
      return { ...world, links, netns: { ...world.netns, [edit.netns]: boot } };
    }
    case 'remove-netns': {
      const devs = world.netns[edit.netns]?.devs ?? [];
      const emptied = devs.reduce((next, dev) => removeDevice(next, edit.netns, dev.name), world);
      return { ...emptied, netns: without(emptied.netns, edit.netns) };
    }
    case 'add-netdev':
      return inNetns(world, edit.netns, (netns) => withDevice(netns, edit.netdev));
    case 'remove-netdev':
      return removeDevice(world, edit.netns, edit.dev);
    case 'set-netdev':
      return inNetns(world, edit.netns, (netns) => {
        const enslaved = edit.master === undefined ? netns : withMaster(netns, edit.dev, edit.master);
        const turned = edit.hairpin === undefined ? enslaved : withHairpin(enslaved, edit.dev, edit.hairpin);
        const named = edit.mac === undefined ? turned : withMac(turned, edit.dev, edit.mac);
        return edit.up === undefined ? named : withLinkState(named, edit.dev, edit.up);
      });
    case 'add-link':
      for (const end of edit.link.ends) requireDevice(requireNetns(world, end.netns), end.dev);
      return { ...world, links: [...world.links, edit.link] };
    case 'set-link':
      return {
        ...world,
        links: world.links.map((link) =>
          link.ends.some((end) => end.netns === edit.netns && end.dev === edit.dev) ? { ...link, up: edit.up } : link,
        ),
      };
    case 'add-address':
      return inNetns(world, edit.netns, (netns) => withAddress(netns, edit.dev, edit.address));
    case 'remove-address':
      return inNetns(world, edit.netns, (netns) => withoutAddress(netns, edit.dev, edit.address));
    case 'add-route':
      return inNetns(world, edit.netns, (netns) => withRoute(netns, edit.route));
    case 'remove-route':
      return inNetns(world, edit.netns, (netns) => withoutRoute(netns, edit.route));
    case 'add-policy-rule':
      return inNetns(world, edit.netns, (netns) => ({ ...netns, rules: withPolicyRule(netns.rules, edit.rule) }));
    case 'remove-policy-rule':
      return inNetns(world, edit.netns, (netns) => {
        const at = netns.rules.findIndex((rule) => samePolicyRule(rule, edit.rule));
        if (at < 0) throw new EditRefused('ENOENT', 'rule');
        return { ...netns, rules: [...netns.rules.slice(0, at), ...netns.rules.slice(at + 1)] };
      });
    case 'set-sysctl':
      return inNetns(world, edit.netns, (netns) => ({
        ...netns,
        sysctl: withSysctl(netns.sysctl, edit.key, edit.value),
      }));
    case 'add-chain':
      return inNetfilter(world, edit.netns, (rules) => withNewChain(rules, edit.table, edit.chain));
    case 'remove-chain':
      return inNetfilter(world, edit.netns, (rules) => withoutChain(rules, edit.table, edit.chain));
    case 'set-policy':
      return inNetfilter(world, edit.netns, (rules) => withPolicy(rules, edit.table, edit.chain, edit.policy));
    case 'add-rule':
      return inNetfilter(world, edit.netns, (rules) =>
        withRule(rules, edit.table, edit.chain, edit.rule, edit.position),
      );
    case 'remove-rule':
      return inNetfilter(world, edit.netns, (rules) => withoutRule(rules, edit.table, edit.chain, edit.text));
    case 'zero-rules':
      return inNetns(world, edit.netns, (netns) => ({
        ...netns,
        state: { ...netns.state, rules: countsWithout(netns.state.rules, netns.netfilter, edit) },
      }));
    case 'add-listener':
      return inNetns(world, edit.netns, (netns) =>
        withListener(netns, edit.listener, world.machines[netns.machine]?.kind === 'windows'),
      );
    case 'remove-listener':
      return inNetns(world, edit.netns, (netns) => ({
        ...netns,
        listeners: netns.listeners.filter((other) => !sameSocket(other, edit.listener)),
      }));
    case 'set-docker':
      return inMachine(world, edit.machine, { docker: edit.docker });
    case 'set-podman':
      return inMachine(world, edit.machine, { podman: edit.podman });
    case 'set-windows':
      return inMachine(world, edit.machine, { windows: edit.windows });
    case 'set-user-network':
      return inNetns(world, edit.netns, (netns) => ({ ...netns, userNetwork: edit.userNetwork }));
    case 'set-names': {
      const { names, subtitle } = edit;
      return inMachine(world, edit.machine, {
        ...(names === undefined ? {} : { names }),
        ...(subtitle === undefined ? {} : { subtitle }),
      });
    }
    case 'write-file': {
      const files = world.machines[edit.machine]?.files ?? {};
      return inMachine(world, edit.machine, { files: { ...files, [edit.path]: edit.text } });
    }
    case 'add-neighbour':
      return inNetns(world, edit.netns, (netns) => {
        const others = netns.state.neighbours.filter(
          (entry) => entry.ip !== edit.neighbour.ip || entry.dev !== edit.neighbour.dev,
        );
        return { ...netns, state: { ...netns.state, neighbours: [...others, edit.neighbour] } };
      });
    case 'remove-neighbour':
      return inNetns(world, edit.netns, (netns) => ({
        ...netns,
        state: {
          ...netns.state,
          neighbours: netns.state.neighbours.filter((entry) => entry.ip !== edit.ip || entry.dev !== edit.dev),
        },
      }));
  }
}

function inNetfilter(world: World, id: NetnsId, change: (rules: Netns['netfilter']) => Netns['netfilter']): World {
  return inNetns(world, id, (netns) => {
    const netfilter = change(netns.netfilter);
    return { ...netns, netfilter, state: { ...netns.state, rules: countsOfPresent(netns.state.rules, netfilter) } };
  });
}

function inMachine(world: World, id: string, fields: Partial<World['machines'][string]>): World {
  const machine = world.machines[id];
  if (machine === undefined) throw new EditRefused('ENOENT', `machine ${id}`);
  return { ...world, machines: { ...world.machines, [id]: { ...machine, ...fields } } };
}

function requireNetns(world: World, id: NetnsId): Netns {
  const netns = world.netns[id];
  if (netns === undefined) throw new EditRefused('ENOENT', `namespace ${id}`);
  return netns;
}

function without<T>(record: Readonly<Record<string, T>>, key: string): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));
}

/** A new namespace starts from the same defaults, not from its parent's devices. */
function isInherited(key: string): boolean {
  return !/^net\.ipv4\.(conf|neigh)\.(?!all\.|default\.)/.test(key);
}

/** Both halves of a veth pair go together; a cable only loses its end. @see veth(4) */
function removeDevice(world: World, id: NetnsId, name: string): World {
  const dev = requireDevice(requireNetns(world, id), name);
  const peer = peerOf(world, id, name);
  const links = world.links.filter((link) => !link.ends.some((end) => end.netns === id && end.dev === name));
  const removed = inNetns({ ...world, links }, id, (netns) => withoutDevice(netns, name));
  if (dev.kind !== 'veth' || peer === null) return removed;
  if (deviceOf(removed.netns[peer.netns], peer.dev)?.kind !== 'veth') return removed;
  return inNetns(removed, peer.netns, (netns) => withoutDevice(netns, peer.dev));
}

/** Kept by priority; a new rule stands behind its equals. @see ip-rule(8) */
function withPolicyRule(rules: readonly PolicyRule[], rule: PolicyRule): readonly PolicyRule[] {
  const at = rules.findIndex((other) => other.priority > rule.priority);
  return at < 0 ? [...rules, rule] : [...rules.slice(0, at), rule, ...rules.slice(at)];
}

function samePolicyRule(a: PolicyRule, b: PolicyRule): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function sameSocket(a: Listener, b: Listener): boolean {
  return a.protocol === b.protocol && a.port === b.port && a.bindAddress === b.bindAddress;
}

/**
 * As bind(2): the same port may be taken again only on another address; 0.0.0.0 takes it on all. On Windows 0.0.0.0 is an address
 * like any other (`windows/bind.ts`).
 */
function withListener(netns: Netns, listener: Listener, isWindows: boolean): Netns {
  const name = `${listener.protocol} ${formatIp(listener.bindAddress)}:${listener.port}`;
  const taken = netns.listeners.some(
    (other) =>
      other.protocol === listener.protocol &&
      other.port === listener.port &&
      (other.bindAddress === listener.bindAddress ||
        (!isWindows && (other.bindAddress === ANY_ADDRESS || listener.bindAddress === ANY_ADDRESS))),
  );
  if (taken) throw new EditRefused('EADDRINUSE', name);
  const local =
    listener.bindAddress === ANY_ADDRESS ||
    listener.bindAddress >>> 24 === 127 ||
    netns.devs.some((dev) => dev.addresses.some((own) => own.address === listener.bindAddress)) ||
    sysctlNumber(netns, 'net.ipv4.ip_nonlocal_bind') > 0;
  if (!local) throw new EditRefused('EADDRNOTAVAIL', name);
  return { ...netns, listeners: [...netns.listeners, listener] };
}
