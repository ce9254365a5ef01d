/** The filters that tcpdump is given most: which host, which net, which port, which protocol. @see pcap-filter(7) */
import { contains, parseIp, parsePrefix, type ArpPacket, type Ip, type Packet } from '../../engine/index.ts';
import { readPort } from '../target.ts';

type Test = (packet: Packet | ArpPacket) => boolean;
export type FilterRead =
  | { readonly ok: true; readonly test: Test }
  /** `unmodelled`: a word that pcap-filter(7) knows and that is not modelled; null for what it does not know either. */
  | { readonly ok: false; readonly unmodelled: string | null };

const PROTOCOLS: Readonly<Record<string, Test>> = {
  ip: ({ protocol }) => protocol !== 'arp',
  arp: ({ protocol }) => protocol === 'arp',
  icmp: ({ protocol }) => protocol === 'icmp',
  tcp: ({ protocol }) => protocol === 'tcp',
  udp: ({ protocol }) => protocol === 'udp',
};
const ELSEWHERE =
  /^(ip6|icmp6|ether|vlan|mpls|gateway|portrange|greater|less|broadcast|multicast|proto|len|inbound|outbound|ifname|rarp|sctp|link|ppp.*|.*[[&=<>+*/:].*)$/;

const WORDS = /\s*(\(|\)|!=?|&&|\|\||[^\s()!&|]+)/gy;
const MOST_WORDS = 100;

class Unread extends Error {
  readonly unmodelled: string | null;
  constructor(unmodelled: string | null) {
    super('no filter');
    this.unmodelled = unmodelled;
  }
}

/** Nothing written lets everything pass. `and` and `or` bind alike and from the left, `not` binds closest, as pcap has it. */
export function readFilter(text: string): FilterRead {
  const words = [...text.matchAll(WORDS)].map(([, word = '']) => word);
  if (words.length === 0) return { ok: true, test: () => true };
  if (words.length > MOST_WORDS) return { ok: false, unmodelled: `a filter of more than ${MOST_WORDS} words` };
  try {
    const reader = new Reader(words);
    const test = reader.expression();
    if (!reader.isAtEnd) throw reader.unread();
    return { ok: true, test };
  } catch (error) {
    if (error instanceof Unread) return { ok: false, unmodelled: error.unmodelled };
    throw error;
  }
}

class Reader {
  readonly #words: readonly string[];
  #at = 0;
  /** What a bare value takes over from the one before: `port 80 or 443`. */
  #last: { readonly protocol: string | null; readonly direction: string | null; readonly kind: string } | null = null;

  constructor(words: readonly string[]) {
    this.#words = words;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#words.length;
  }

  expression(): Test {
    let test = this.#term();
    for (;;) {
      const before = test;
      if (this.#take('and', '&&')) {
        const after = this.#term();
        test = (packet) => before(packet) && after(packet);
      } else if (this.#take('or', '||')) {
        const after = this.#term();
        test = (packet) => before(packet) || after(packet);
      } else return test;
    }
  }

  unread(): Unread {
    const word = this.#words[this.#at] ?? '';
    return new Unread(ELSEWHERE.test(word) ? word : null);
  }

  #term(): Test {
    if (this.#take('not', '!')) {
      const test = this.#term();
      return (packet) => !test(packet);
    }
    if (this.#take('(') !== null) {
      const test = this.expression();
      if (this.#take(')') === null) throw this.unread();
      return test;
    }
    return this.#primitive();
  }

  /** `[proto] [src|dst] [host|net|port] value`, or a protocol alone. */
  #primitive(): Test {
    const protocol = this.#take(...Object.keys(PROTOCOLS));
    const direction = this.#take('src', 'dst');
    const kind = this.#take('host', 'net', 'port');
    const isOf = protocol === null ? null : (PROTOCOLS[protocol] ?? null);
    if (isOf !== null && direction === null && kind === null) return isOf;
    const isBare = protocol === null && direction === null && kind === null;
    const meant = (isBare ? this.#last : null) ?? { protocol, direction, kind: kind ?? 'host' };
    this.#last = meant;
    const test = testOf(meant.kind, this.#words[this.#at] ?? '', meant.direction);
    if (test === null) throw this.unread();
    this.#at += 1;
    const isMeant = meant.protocol === null ? null : (PROTOCOLS[meant.protocol] ?? null);
    return isMeant === null ? test : (packet) => isMeant(packet) && test(packet);
  }

  #take(...wanted: readonly string[]): string | null {
    const word = this.#words[this.#at];
    if (word === undefined || !wanted.includes(word)) return null;
    this.#at += 1;
    return word;
  }
}

/** Null where the value is none. */
function testOf(kind: string, value: string, direction: string | null): Test | null {
  const isEither = (src: boolean, dst: boolean) => (direction === 'src' ? src : direction === 'dst' ? dst : src || dst);
  if (kind === 'port') {
    const port = readPort(value);
    if (port === null) return null;
    return (packet) => 'sport' in packet && isEither(packet.sport === port, packet.dport === port);
  }
  const isMeant = kind === 'net' ? netTest(value) : hostTest(value);
  if (isMeant === null) return null;
  return (packet) => {
    const [src, dst] =
      packet.protocol === 'arp' ? [packet.senderIp, packet.targetIp] : ([packet.src, packet.dst] as const);
    return isEither(isMeant(src), isMeant(dst));
  };
}

function hostTest(value: string): ((ip: Ip) => boolean) | null {
  const host = parseIp(value);
  return host === null ? null : (ip) => ip === host;
}

function netTest(value: string): ((ip: Ip) => boolean) | null {
  const net = parsePrefix(value);
  return net === null ? null : (ip) => contains(net, ip);
}
