/**
 * A frame is what the reader sees at one step: everything on screen is here, in the reader's language, so that drawing
 * needs neither engine nor catalogue. Built by `frames()`; the build stores the lessons' own, the page makes those of a changed world.
 */
import type { Disposition, Outcome, StepKind } from '../engine/index.ts';

/** A piece of a sentence. `role` gives it meaning (and colour, and mono for addresses); absent is plain prose. */
export interface TextPart {
  readonly text: string;
  readonly role?: 'source' | 'destination' | 'translated' | 'decided' | 'lost' | 'fine' | 'code';
}

export type Sentence = readonly TextPart[];

/** Each kind of thing that happens has its own small motion on the board. */
export type Gesture =
  | 'wire'
  | 'flood'
  | 'ask'
  | 'lookup'
  | 'filter'
  | 'rewrite'
  | 'relay'
  | 'call'
  | 'change'
  | 'deliver'
  | 'lost'
  | 'wait'
  | 'rest';

/** One header field in the Packet tab. `before` is there only when this step changed it. */
export interface HeaderField {
  readonly layer: 'ethernet' | 'arp' | 'ip' | 'tcp' | 'udp' | 'icmp';
  readonly name: string;
  readonly value: string;
  readonly before?: string;
  readonly role?: 'source' | 'destination';
}

/** What the chip on the board carries. */
export interface PacketView {
  /** `SYN-ACK`, `echo request`, `who has`. */
  readonly label: string;
  readonly source: string;
  readonly destination: string;
  /** Present where this step rewrote it: struck beside the new one. */
  readonly sourceBefore?: string;
  readonly destinationBefore?: string;
  readonly fields: readonly HeaderField[];
}

/** A listing as the real tool prints it, with the deciding line marked and the losers' reasons. */
export interface Listing {
  /** `r550 $ ip route` */
  readonly place: string;
  /** What the shell shows before the command, where that is not the place and `$`. */
  readonly prompt?: string;
  readonly command: string;
  readonly lines: readonly {
    readonly text: string;
    readonly mark?: 'decided' | 'matched' | 'lost';
    readonly why?: string;
  }[];
}

export interface DecisionView {
  /** Its command is empty where the machine has no such tool. */
  readonly listing: Listing;
  /** "172.22.0.0/16 decides: 16 bits match." */
  readonly verdict: Sentence;
  /** The runner-up and the rest, each with the reason it lost; `label` is short ("0 bits", "no match"). */
  readonly losers: readonly { readonly label: string; readonly reason: Sentence }[];
  /** For the panel on the board: at most three short lines, the winner marked. */
  readonly panel: readonly { readonly text: string; readonly mark?: 'decided' }[];
}

/** State tab: tables of the place as they stand after this step; rows that this step changed are marked. */
export interface StateTable {
  readonly title: string;
  /** As in `Listing`. */
  readonly prompt?: string;
  readonly command: string;
  readonly rows: readonly { readonly text: string; readonly changed?: boolean }[];
}

/** One of a relay's two connections, as a chip shows it. */
export type RelayEnd = Pick<PacketView, 'label' | 'source' | 'destination'>;

/** Who asks whom, and over what; in an answer the asked one speaks. */
export interface CallView {
  readonly from: string;
  readonly to: string;
  readonly channel: string;
}

export interface Frame {
  /** Lasting key within the scene: `<conversation>.<f|r>.<place>.<kind>.<count>`, e.g. `0.r.r550.route.1`. Survives finer traces. */
  readonly key: string;
  readonly kind: StepKind;
  readonly gesture: Gesture;
  /** Namespace, or `netns/dev`. */
  readonly place: string;
  readonly conversation: number;
  readonly direction: 'forward' | 'reply';
  readonly hop: number;
  /** Where the packet comes from and where it rests at this step, as diagram anchors; equal when it does not move. More than one `to` for a flood. */
  readonly from: string;
  readonly to: readonly string[];
  /** Ports it passes on the way to a single `to`, in order: switches and bridges that only hand it on. */
  readonly via?: readonly string[];
  readonly sentence: Sentence;
  /** A few words for the node itself on the board and the timeline's tooltip. */
  readonly short: string;
  readonly packet: PacketView | null;
  /** A relay's step: the connection that ends here, and the one that it makes of it. */
  readonly relay?: readonly [ends: RelayEnd, begins: RelayEnd];
  /** A call from program to program, which is no packet. */
  readonly call?: CallView;
  readonly decision: DecisionView | null;
  readonly state: readonly StateTable[];
  readonly disposition?: Disposition;
  readonly outcome?: Outcome;
  /** True for markers on the timeline. */
  readonly rewrites: boolean;
  readonly atMs: number;
  /** How many steps of the trace this frame stands for (repeats folded into one) and which, first to last. */
  readonly steps: readonly [first: number, last: number];
}
