import type { Ip } from '../address/ip.ts';
import type { Mac } from '../address/mac.ts';
import type { Prefix } from '../address/prefix.ts';
import type { Rule } from '../netfilter/rule.ts';
import type { DockerState } from '../runtime/docker-state.ts';
import type { PodmanState } from '../runtime/podman-state.ts';
import type { WindowsState } from '../windows/windows-state.ts';
import type { TableName } from '../trace/step.ts';
import type {
  InterfaceAddress,
  Link,
  Listener,
  Machine,
  MachineId,
  NeighbourEntry,
  Netdev,
  NetnsId,
  PolicyRule,
  Route,
  UserNetwork,
} from './world.ts';

/**
 * Everything that may change a world's configuration, as data: terminal commands, runtimes (Docker), lessons and links all
 * end here. `applyEdits` does to the world what the kernel does on such a request, consequences included (an address brings
 * its local, broadcast and connected routes; a removed device takes its routes, neighbours and link with it).
 */
export type Edit =
  | { readonly kind: 'add-machine'; readonly machine: Machine }
  | { readonly kind: 'remove-machine'; readonly machine: MachineId }
  /** An empty namespace with `lo` up; sysctls inherit the initial values of `like` where given. */
  | {
      readonly kind: 'add-netns';
      readonly netns: NetnsId;
      readonly machine: MachineId;
      readonly like?: NetnsId;
      readonly userNetwork?: UserNetwork;
    }
  | { readonly kind: 'remove-netns'; readonly netns: NetnsId }
  /** The namespace as its machine boots with it: what was set by hand, and what traffic left behind, is gone. */
  | { readonly kind: 'reset-netns'; readonly netns: NetnsId }
  /** `index` is assigned (next free in the namespace) when 0. */
  | { readonly kind: 'add-netdev'; readonly netns: NetnsId; readonly netdev: Netdev }
  | { readonly kind: 'remove-netdev'; readonly netns: NetnsId; readonly dev: string }
  | {
      readonly kind: 'set-netdev';
      readonly netns: NetnsId;
      readonly dev: string;
      readonly up?: boolean;
      readonly master?: string | null;
      /** Of a bridge's port: may a frame leave by the port it came in by? @see ip-link(8) "bridge_slave hairpin" */
      readonly hairpin?: boolean;
      readonly mac?: Mac;
    }
  | { readonly kind: 'add-link'; readonly link: Link }
  | { readonly kind: 'set-link'; readonly netns: NetnsId; readonly dev: string; readonly up: boolean }
  | { readonly kind: 'add-address'; readonly netns: NetnsId; readonly dev: string; readonly address: InterfaceAddress }
  | { readonly kind: 'remove-address'; readonly netns: NetnsId; readonly dev: string; readonly address: Prefix }
  | { readonly kind: 'add-route'; readonly netns: NetnsId; readonly route: Route }
  | { readonly kind: 'remove-route'; readonly netns: NetnsId; readonly route: Route }
  | { readonly kind: 'add-policy-rule'; readonly netns: NetnsId; readonly rule: PolicyRule }
  | { readonly kind: 'remove-policy-rule'; readonly netns: NetnsId; readonly rule: PolicyRule }
  | { readonly kind: 'set-sysctl'; readonly netns: NetnsId; readonly key: string; readonly value: string }
  | { readonly kind: 'add-chain'; readonly netns: NetnsId; readonly table: TableName; readonly chain: string }
  | { readonly kind: 'remove-chain'; readonly netns: NetnsId; readonly table: TableName; readonly chain: string }
  | {
      readonly kind: 'set-policy';
      readonly netns: NetnsId;
      readonly table: TableName;
      readonly chain: string;
      readonly policy: 'ACCEPT' | 'DROP';
    }
  /** `position` counts from 1; absent appends. */
  | {
      readonly kind: 'add-rule';
      readonly netns: NetnsId;
      readonly table: TableName;
      readonly chain: string;
      readonly rule: Rule;
      readonly position?: number;
    }
  | {
      readonly kind: 'remove-rule';
      readonly netns: NetnsId;
      readonly table: TableName;
      readonly chain: string;
      readonly text: string;
    }
  /** Every rule and policy of these chains counts from nothing again; `number` is one rule, from 1. */
  | {
      readonly kind: 'zero-rules';
      readonly netns: NetnsId;
      readonly table: TableName;
      readonly chains: readonly string[];
      readonly number?: number;
    }
  | { readonly kind: 'add-listener'; readonly netns: NetnsId; readonly listener: Listener }
  | { readonly kind: 'remove-listener'; readonly netns: NetnsId; readonly listener: Listener }
  | { readonly kind: 'set-docker'; readonly machine: MachineId; readonly docker: DockerState }
  | { readonly kind: 'set-podman'; readonly machine: MachineId; readonly podman: PodmanState }
  | { readonly kind: 'set-windows'; readonly machine: MachineId; readonly windows: WindowsState }
  | { readonly kind: 'set-user-network'; readonly netns: NetnsId; readonly userNetwork: UserNetwork }
  /** What a machine is called, and which names it resolves. */
  | {
      readonly kind: 'set-names';
      readonly machine: MachineId;
      readonly names?: Readonly<Record<string, Ip>>;
      readonly subtitle?: string;
    }
  | { readonly kind: 'write-file'; readonly machine: MachineId; readonly path: string; readonly text: string }
  | { readonly kind: 'add-neighbour'; readonly netns: NetnsId; readonly neighbour: NeighbourEntry }
  | {
      readonly kind: 'remove-neighbour';
      readonly netns: NetnsId;
      readonly dev: string;
      readonly ip: Ip;
    };
