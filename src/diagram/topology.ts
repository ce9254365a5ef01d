/**
 * A world as a picture: boxes nest as machines do, netdevs are ports on a box's edge, wires join ports.
 * All numbers are px in scene space, rounded to 0.5; y grows downward. Plain data (JSON-able): the build stores it in the page.
 */
export interface Point {
  readonly xPx: number;
  readonly yPx: number;
}

export interface Rect extends Point {
  readonly widthPx: number;
  readonly heightPx: number;
}

/**
 * Where a packet or a mark can be, by name; the same names frames use:
 * `r550` (a machine's box), `r550/eno8303` (a port; a bridge device is a port-like box inside its host, same name),
 * `r550#routes` (the routing-table panel), `r550#netfilter`, `r550#process` (where local senders and listeners sit).
 */
export type Anchor = string;

export interface Box extends Rect {
  readonly id: Anchor;
  readonly kind: 'machine' | 'container' | 'bridge' | 'panel' | 'process';
  /** Nesting level, 0 outermost: a shade darker each. */
  readonly depth: number;
  readonly title: string;
  readonly subtitle?: string;
  /** Lines of mono text under the title (addresses). */
  readonly lines: readonly string[];
  readonly assumed: boolean;
  /** What is inside is not shown: see `closeBoxes`. */
  readonly closed?: boolean;
  /** `bus`: a switch, slim, its title above it. `quiet`: the internet, which stands aside. `relay`: a program that ends connections and makes others. Absent: an ordinary box. */
  readonly shape?: 'bus' | 'quiet' | 'relay';
  /** Machines: the free lanes inside, along which a packet goes from one part to another: verticals left to right, one corridor under the title. */
  readonly lanes?: { readonly verticalsPx: readonly number[]; readonly corridorPx: number };
  /** Bridges with ports: the lines they hang from, one a row, left to right; a lane at the left edge joins them. */
  readonly bars?: readonly { readonly yPx: number; readonly toPx: number }[];
}

export interface Port extends Rect {
  readonly id: Anchor;
  readonly label: string;
  readonly address?: string;
  readonly labelAt: Point & { readonly anchor: 'start' | 'middle' | 'end' };
  /** True: label and address on one line (containers); else the name stands above the wire, the address below it. */
  readonly inline?: boolean;
  /** Room for the label; longer text is cut with an ellipsis. */
  readonly labelWidthPx?: number;
  /** The edge of its box; `bar` is a bridge's. */
  readonly side?: 'left' | 'right' | 'top' | 'bar';
  readonly up: boolean;
}

export interface Wire {
  readonly id: string;
  readonly ends: readonly [Anchor, Anchor];
  readonly path: readonly Point[];
  readonly up: boolean;
}

/** A way that is no wire: bytes and wishes go along it, no packet does. */
export interface Channel {
  readonly id: string;
  /** Namespaces. */
  readonly ends: readonly [Anchor, Anchor];
  readonly path: readonly Point[];
  readonly name: string;
  /** Middle of the name's baseline; absent where it fits nowhere. */
  readonly nameAt?: Point;
}

export interface Topology {
  /** Top left corner; absent is 0, 0. Negative once a box has grown up or left from a kept place. */
  readonly origin?: Point;
  readonly widthPx: number;
  readonly heightPx: number;
  /** Parents before children. */
  readonly boxes: readonly Box[];
  readonly ports: readonly Port[];
  readonly wires: readonly Wire[];
  readonly channels?: readonly Channel[];
  /** Boxes that do not show what is inside, those within closed ones among them. */
  readonly closed?: readonly Anchor[];
  /** Every anchor a frame may name, to a point a packet may rest at. */
  readonly anchors: Readonly<Record<Anchor, Point>>;
}
