/** Ethernet addresses as lower-case text `aa:bb:cc:dd:ee:ff`, the form every Linux tool prints. */
export type Mac = string;

export const BROADCAST_MAC: Mac = 'ff:ff:ff:ff:ff:ff';
export const ZERO_MAC: Mac = '00:00:00:00:00:00';
