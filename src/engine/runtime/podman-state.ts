/** What Podman remembers on one machine. There is no daemon: each command reads this, acts and writes it back. */
import type { Ip } from '../address/ip.ts';
import type { Mac } from '../address/mac.ts';
import type { Prefix } from '../address/prefix.ts';
import type { DockerImage, PublishedPort } from './docker-state.ts';

export interface PodmanState {
  /** `4.3.1`, with netavark's iptables driver. */
  readonly version: string;
  /** `force_port_listen` of containers.conf. */
  readonly forcePortListen?: boolean;
  /** `podman machine set --user-mode-networking`: counts from the next `podman machine start` on. Fact V2.3: off where not told. */
  readonly userModeNetworking?: boolean;
  readonly networks: readonly PodmanNetwork[];
  /** Oldest first, as `podman ps` lists them. */
  readonly containers: readonly PodmanContainer[];
  /** The address given last in each network, by its name: the next one is sought behind it. */
  readonly lastAddress: Readonly<Record<string, Ip>>;
  /** Images built on this machine (`localhost/…`), beyond the usual ones. */
  readonly images?: readonly DockerImage[];
  /** Values that the source names, used up in order before drawn ones. */
  readonly givenIds?: {
    readonly networks?: readonly string[];
    readonly containers?: readonly string[];
    /** Inside the container. */
    readonly containerMacs?: readonly Mac[];
    readonly hostVethMacs?: readonly Mac[];
  };
  readonly draws?: number;
}

export interface PodmanNetwork {
  /** 64 hex digits. */
  readonly id: string;
  readonly name: string;
  readonly created: string;
  readonly subnet: Prefix;
  readonly gateway: Ip;
  /** `podman0`; the bridge exists only while a container runs on it. */
  readonly bridge: string;
  readonly internal: boolean;
  /** aardvark-dns answers on the gateway's address. */
  readonly dns: boolean;
}

export interface PodmanContainer {
  readonly id: string;
  readonly name: string;
  /** With registry and tag: `docker.io/library/nginx:latest`. */
  readonly image: string;
  readonly command: string;
  readonly createdMs: number;
  readonly changedMs: number;
  readonly status: 'created' | 'running' | 'exited';
  readonly exitCode?: number;
  /** Name of its network. */
  readonly network: string;
  readonly published: readonly PublishedPort[];
  /** Only while it runs. */
  readonly endpoint?: PodmanEndpoint;
}

export interface PodmanEndpoint {
  readonly address: Ip;
  readonly mac: Mac;
  readonly hostVeth: string;
}
