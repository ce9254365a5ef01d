/** What a Docker Engine on one machine remembers: its networks, containers and the place its address pools have reached. */
import type { Ip } from '../address/ip.ts';
import type { Mac } from '../address/mac.ts';
import type { Prefix } from '../address/prefix.ts';

export interface DockerState {
  /** Engine version, `20.10.24`: decides rule sets and subnet allocation. */
  readonly version: string;
  readonly userlandProxy: boolean;
  /** Set while no daemon runs, because it did not come up: the containers that its end stopped, by id. */
  readonly down?: { readonly ran: readonly string[] };
  readonly networks: readonly DockerNetwork[];
  readonly containers: readonly DockerContainer[];
  /** Where the next-fit allocator goes on (engines up to 26): index into the list of default subnets. */
  readonly nextSubnet: number;
  /** `default-address-pools` as the running daemon read them; absent means the built-in ones. */
  readonly pools?: readonly AddressPool[];
  /** Ids the incident's source names, used up in order before drawn ones: 64 hex digits. */
  readonly givenIds?: {
    readonly networks?: readonly string[];
    readonly containers?: readonly string[];
    readonly vethNames?: readonly string[];
    /** MAC addresses of the bridges of new networks. */
    readonly bridgeMacs?: readonly Mac[];
  };
  /** Images this world knows beyond the usual ones. */
  readonly images?: readonly DockerImage[];
  /** How many values were drawn so far: the next draw differs from every earlier one. */
  readonly draws?: number;
}

/** One entry of `default-address-pools`: `base` is cut into subnets of `lengthBits`. */
export interface AddressPool {
  readonly base: Prefix;
  readonly lengthBits: number;
}

export interface DockerImage {
  /** `osixia/openldap`, without a tag. */
  readonly name: string;
  /** What always runs, typed words behind it; none where absent. */
  readonly entrypoint?: string;
  /** What runs, or follows the entry point, unless other words are typed. */
  readonly command: string;
  /** The process that waits, and where. */
  readonly process: string;
  readonly listens: readonly ImagePort[];
  /** The flag that names another port than that of `listens`, as Go's flag package reads it: `port` for `--port 1234`. */
  readonly portFlag?: string;
  /** A server that runs only where the command names it, and its port unless one follows: `-m http.server`, 8000. */
  readonly module?: { readonly words: string; readonly port: number };
  /** The flag that names the address to wait at: `bind` for `--bind 127.0.0.1`; every address without it. */
  readonly addressFlag?: string;
}

export interface ImagePort {
  readonly protocol: 'tcp' | 'udp';
  readonly port: number;
  /** Where it waits; at every address where absent. */
  readonly address?: Ip;
}

export interface DockerNetwork {
  /** 64 hex digits. */
  readonly id: string;
  readonly name: string;
  readonly driver: 'bridge' | 'host' | 'null';
  readonly created: string;
  readonly subnet?: Prefix;
  readonly gateway?: Ip;
  /** `--subnet` as it was typed, where its host bits were not zero: `inspect` repeats it (up to 27). */
  readonly subnetText?: string;
  /** False when nobody named the gateway: `inspect` then leaves it out, and the bridge takes the first address. */
  readonly gatewayShown?: boolean;
  /** Name of the Linux bridge: `docker0`, or `br-` and the first 12 digits of the id. */
  readonly bridge?: string;
  readonly internal: boolean;
  readonly options: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
}

/** `--add-host`: a line of the container's /etc/hosts. */
export interface ExtraHost {
  readonly name: string;
  /** `host-gateway` stands for what the daemon calls the host. Facts V1.5, F1.12. */
  readonly address: Ip | 'host-gateway';
}

export interface DockerContainer {
  readonly id: string;
  readonly name: string;
  readonly image: string;
  readonly extraHosts?: readonly ExtraHost[];
  readonly command: string;
  readonly createdMs: number;
  /** When it was last started or stopped. */
  readonly changedMs?: number;
  readonly status: 'created' | 'running' | 'exited';
  /** 137 after a kill, 0 after an orderly end; only when exited. */
  readonly exitCode?: number;
  readonly restart: 'no' | 'always' | 'unless-stopped';
  /** Ids of the networks it joins whenever it starts. */
  readonly networkIds?: readonly string[];
  /** `--ip`, on the first of them. */
  readonly fixedAddress?: Ip;
  /** Only while it runs: a stopped container holds no address. */
  readonly endpoints: readonly DockerEndpoint[];
  /** `--hostname`: one more name on networks of the user's. */
  readonly hostname?: string;
  /** On the networks host and none: an endpoint without a device. */
  readonly bareEndpointId?: string;
  readonly published: readonly PublishedPort[];
  readonly labels: Readonly<Record<string, string>>;
}

export interface DockerEndpoint {
  /** The network's id. */
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
