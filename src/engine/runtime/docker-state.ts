/** What a Docker Engine on one machine remembers: its networks, containers and the place its address pools have reached. */
import type { Ip } from '../address/ip.ts';
import type { Mac } from '../address/mac.ts';
import type { Prefix } from '../address/prefix.ts';

export interface DockerState {
  /** Engine version, `20.10.24`: decides rule sets and subnet allocation. */
  readonly version: string;
  readonly userlandProxy: boolean;
  readonly networks: readonly DockerNetwork[];
  readonly containers: readonly DockerContainer[];
  /** Where the next-fit allocator goes on (engines up to 26): index into the list of default subnets. */
  readonly nextSubnet: number;
  /** Ids the incident's source names, used up in order before drawn ones: 64 hex digits. */
  readonly givenIds?: {
    readonly networks?: readonly string[];
    readonly containers?: readonly string[];
    readonly vethNames?: readonly string[];
  };
}

export interface DockerNetwork {
  /** 64 hex digits. */
  readonly id: string;
  readonly name: string;
  readonly driver: 'bridge' | 'host' | 'null';
  readonly created: string;
  readonly subnet?: Prefix;
  readonly gateway?: Ip;
  /** Name of the Linux bridge: `docker0`, or `br-` and the first 12 digits of the id. */
  readonly bridge?: string;
  readonly internal: boolean;
  readonly options: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
}

export interface DockerContainer {
  readonly id: string;
  readonly name: string;
  readonly image: string;
  readonly command: string;
  readonly createdMs: number;
  readonly status: 'created' | 'running' | 'exited';
  readonly restart: 'no' | 'always' | 'unless-stopped';
  readonly endpoints: readonly DockerEndpoint[];
  readonly published: readonly PublishedPort[];
  readonly labels: Readonly<Record<string, string>>;
}

export interface DockerEndpoint {
  readonly network: string;
  readonly endpointId: string;
  readonly mac: Mac;
  readonly address: Ip;
  readonly lengthBits: number;
  /** The host's end of the veth pair. */
  readonly hostVeth: string;
}

export interface PublishedPort {
  readonly hostIp: Ip;
  readonly hostPort: number;
  readonly containerPort: number;
  readonly protocol: 'tcp' | 'udp';
}
