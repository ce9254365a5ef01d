/**
 * A world as a picture: boxes nest as machines do, netdevs are ports on a box's edge, wires join ports.
 * All numbers are px in scene space, origin top left, rounded to 0.5.
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
}

export interface Port extends Rect {
  readonly id: Anchor;
  readonly label: string;
  readonly address?: string;
  readonly labelAt: Point & { readonly anchor: 'start' | 'middle' | 'end' };
  readonly up: boolean;
}

export interface Wire {
  readonly id: string;
  readonly ends: readonly [Anchor, Anchor];
  readonly path: readonly Point[];
  readonly up: boolean;
}

export interface Topology {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Parents before children. */
  readonly boxes: readonly Box[];
  readonly ports: readonly Port[];
  readonly wires: readonly Wire[];
  /** Every anchor a frame may name, to a point a packet may rest at. */
  readonly anchors: Readonly<Record<Anchor, Point>>;
}
