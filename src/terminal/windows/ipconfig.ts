/** `ipconfig`: adapters with their addresses. Texts in both languages: facts 2.10, F2.3. */
import { formatIp, type DisplayLanguage, type Netdev } from '../../engine/index.ts';
import { answer, fail, misused, notModelledLine, understands, type Command, type Context } from '../command.ts';
import { maskText } from './mask.ts';
import { say, windowsOf } from './windows-of.ts';

type Words = Readonly<
  Record<'title' | 'wireless' | 'ethernet' | 'suffix' | 'linkLocal' | 'address' | 'mask' | 'gateway', string>
>;

const WORDS: Readonly<Record<DisplayLanguage, Words>> = {
  en: {
    title: 'Windows IP Configuration',
    wireless: 'Wireless LAN adapter ',
    ethernet: 'Ethernet adapter ',
    suffix: '   Connection-specific DNS Suffix  . :',
    linkLocal: '   Link-local IPv6 Address . . . . . : ',
    address: '   IPv4 Address. . . . . . . . . . . : ',
    mask: '   Subnet Mask . . . . . . . . . . . : ',
    gateway: '   Default Gateway . . . . . . . . . :',
  },
  ko: {
    title: 'Windows IP 구성',
    wireless: '무선 LAN 어댑터 ',
    ethernet: '이더넷 어댑터 ',
    suffix: '   연결별 DNS 접미사. . . . :',
    linkLocal: '   링크-로컬 IPv6 주소 . . . . : ',
    address: '   IPv4 주소 . . . . . . . . . : ',
    mask: '   서브넷 마스크 . . . . . . . : ',
    gateway: '   기본 게이트웨이 . . . . . . :',
  },
};

export const ipconfig: Command = {
  name: 'ipconfig',
  understands: ['ipconfig'],
  run: (context, args) => {
    const [option] = args;
    if (option !== undefined)
      return /^[/-](all|allcompartments|release6?|renew6?|flushdns|displaydns|registerdns|showclassid|\?)$/i.test(
        option,
      )
        ? fail(context, 1, notModelledLine(`ipconfig ${option}`), understands(ipconfig))
        : misused(context, ipconfig, 1, '', 'Error: unrecognized or incomplete command line.', '');
    const shown = context.netns.devs.filter((dev) => dev.kind !== 'loopback' && dev.up);
    const { title } = say(context, WORDS);
    return answer(context, ['', title, '', ...shown.flatMap((dev) => adapterLines(context, dev))]);
  },
};

function adapterLines(context: Context, dev: Netdev): readonly string[] {
  const words = say(context, WORDS);
  const { medium, linkLocal } = windowsOf(context).adapters?.[dev.name] ?? {};
  const isWireless = medium === undefined ? /^Wi-?Fi/.test(dev.name) : medium === 'wireless';
  const gateway = context.netns.routes.find(({ prefix, netdev }) => prefix.lengthBits === 0 && netdev === dev.name);
  return [
    '',
    `${isWireless ? words.wireless : words.ethernet}${dev.name}:`,
    '',
    words.suffix,
    ...(linkLocal === undefined ? [] : [`${words.linkLocal}${linkLocal}`]),
    ...dev.addresses.flatMap(({ address, lengthBits }) => [
      `${words.address}${formatIp(address)}`,
      `${words.mask}${maskText(lengthBits)}`,
    ]),
    gateway?.nextHop === undefined ? words.gateway : `${words.gateway} ${formatIp(gateway.nextHop)}`,
  ];
}
