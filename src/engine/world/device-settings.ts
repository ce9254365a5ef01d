import { effectiveRpFilter, eitherSysctl, isForwarding } from './sysctl.ts';
import type { Netns } from './world.ts';

/** The settings that decide about a packet at one device, put together once: `sysctl.ts` says what each of them means. */
export interface DeviceSettings {
  readonly isForwarding: boolean;
  readonly rpFilter: 0 | 1 | 2;
  readonly acceptsLocal: boolean;
  readonly sendsRedirects: boolean;
  readonly sharesMedia: boolean;
  readonly routesLocalnet: boolean;
  readonly validatesMark: boolean;
}

const known = new WeakMap<Netns['sysctl'], Map<string, DeviceSettings>>();

export function settingsAt(netns: Pick<Netns, 'sysctl'>, dev: string): DeviceSettings {
  let devs = known.get(netns.sysctl);
  if (devs === undefined) known.set(netns.sysctl, (devs = new Map<string, DeviceSettings>()));
  let settings = devs.get(dev);
  if (settings === undefined) devs.set(dev, (settings = read(netns, dev)));
  return settings;
}

function read(netns: Pick<Netns, 'sysctl'>, dev: string): DeviceSettings {
  return {
    isForwarding: isForwarding(netns, dev),
    rpFilter: effectiveRpFilter(netns, dev),
    acceptsLocal: eitherSysctl(netns, dev, 'accept_local'),
    sendsRedirects: eitherSysctl(netns, dev, 'send_redirects'),
    sharesMedia: eitherSysctl(netns, dev, 'shared_media'),
    routesLocalnet: eitherSysctl(netns, dev, 'route_localnet'),
    validatesMark: eitherSysctl(netns, dev, 'src_valid_mark'),
  };
}
