/** One row of `netsh interface portproxy show v4tov4`: a TCP relay of the IP Helper service. Facts 2.9, V2.7. */
import type { Ip } from '../address/ip.ts';

export interface PortProxyRule {
  readonly listenAddress: Ip;
  readonly listenPort: number;
  readonly connectAddress: Ip;
  readonly connectPort: number;
}
