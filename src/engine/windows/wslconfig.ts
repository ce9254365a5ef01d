/** What `%UserProfile%\.wslconfig` says about the network. Fact V2.11; Microsoft "Advanced settings configuration in WSL". */
import type { WslState } from './wsl.ts';

export const WSLCONFIG = 'C:\\Users\\dev\\.wslconfig';

export type WslConfig = Pick<WslState, 'networkingMode' | 'localhostForwarding'> &
  Pick<Required<WslState>, 'hostAddressLoopback' | 'ignoredPorts'>;

/** Keys count in the section they belong to; what nobody wrote has its default. `unmodelled` names a mode that this world does not follow. */
export function readWslConfig(text: string): WslConfig | { readonly unmodelled: string } {
  const values = new Map<string, string>();
  let section = '';
  for (const line of text.split(/\r?\n/)) {
    const heading = /^\s*\[([^\]]*)\]\s*$/.exec(line)?.[1];
    if (heading !== undefined) section = heading.trim().toLowerCase();
    const [, key = '', value = ''] = /^\s*([A-Za-z]+)\s*=\s*([^#]*)/.exec(line) ?? [];
    if (key !== '') values.set(`${section}.${key.toLowerCase()}`, value.trim());
  }
  const mode = (values.get('wsl2.networkingmode') ?? 'nat').toLowerCase();
  if (mode !== 'nat' && mode !== 'mirrored') return { unmodelled: `networkingMode=${mode}` };
  const experimental = (key: string) => values.get(`experimental.${key}`) ?? values.get(`wsl2.${key}`);
  return {
    networkingMode: mode,
    localhostForwarding: values.get('wsl2.localhostforwarding')?.toLowerCase() !== 'false',
    hostAddressLoopback: experimental('hostaddressloopback')?.toLowerCase() === 'true',
    ignoredPorts: (experimental('ignoredports') ?? '')
      .split(',')
      .flatMap((port) => (Number(port) > 0 ? [Number(port)] : [])),
  };
}
