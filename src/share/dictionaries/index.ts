import type { Dictionary } from '../dictionary.ts';
import { bridgeSubnetCollisionChallenge1 } from './bridge-subnet-collision-challenge.1.ts';
import { bridgeSubnetCollision1 } from './bridge-subnet-collision.1.ts';
import { containerToInternetChallenge1 } from './container-to-internet-challenge.1.ts';
import { containerToInternet1 } from './container-to-internet.1.ts';
import { dockerDesktopInsideChallenge1 } from './docker-desktop-inside-challenge.1.ts';
import { dockerDesktopInside1 } from './docker-desktop-inside.1.ts';
import { podmanLanAccessChallenge1 } from './podman-lan-access-challenge.1.ts';
import { podmanLanAccess1 } from './podman-lan-access.1.ts';
import { publishedPortChallenge1 } from './published-port-challenge.1.ts';
import { publishedPort1 } from './published-port.1.ts';
import { subnetPoolsChallenge1 } from './subnet-pools-challenge.1.ts';
import { subnetPools1 } from './subnet-pools.1.ts';
import { windowsReservedPortChallenge1 } from './windows-reserved-port-challenge.1.ts';
import { windowsReservedPort1 } from './windows-reserved-port.1.ts';
import { wsl2NetworkChallenge1 } from './wsl2-network-challenge.1.ts';
import { wsl2Network1 } from './wsl2-network.1.ts';

/** All dictionaries ever published, by the number that links carry (from 1). Only ever added to. */
export const dictionaries: readonly Dictionary[] = [
  bridgeSubnetCollision1,
  bridgeSubnetCollisionChallenge1,
  containerToInternet1,
  publishedPort1,
  publishedPortChallenge1,
  subnetPools1,
  subnetPoolsChallenge1,
  containerToInternetChallenge1,
  windowsReservedPort1,
  windowsReservedPortChallenge1,
  podmanLanAccess1,
  podmanLanAccessChallenge1,
  wsl2Network1,
  wsl2NetworkChallenge1,
  dockerDesktopInside1,
  dockerDesktopInsideChallenge1,
];
