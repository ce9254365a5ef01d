/** Finding things on a drawing by the names frames use. Tables are made once for each drawing. */
import type { Anchor, Box, Point, Port, Topology, Wire } from './topology.ts';

export interface AnchorTable {
  readonly boxes: ReadonlyMap<Anchor, Box>;
  readonly ports: ReadonlyMap<Anchor, Port>;
  /** Wires that end in a namespace. */
  readonly wiresOf: ReadonlyMap<string, readonly Wire[]>;
}

const tables = new WeakMap<Topology, AnchorTable>();

export function tableOf(topology: Topology): AnchorTable {
  const known = tables.get(topology);
  if (known !== undefined) return known;
  const wiresOf = new Map<string, Wire[]>();
  for (const wire of topology.wires) {
    for (const end of wire.ends) {
      const group = groupOf(end);
      const wires = wiresOf.get(group);
      if (wires === undefined) wiresOf.set(group, [wire]);
      else wires.push(wire);
    }
  }
  const table: AnchorTable = {
    boxes: new Map(topology.boxes.map((box) => [box.id, box])),
    ports: new Map(topology.ports.map((port) => [port.id, port])),
    wiresOf,
  };
  tables.set(topology, table);
  return table;
}

/** `r550/eno8303` and `r550#routes` belong to `r550`. */
export function groupOf(anchor: Anchor): string {
  return anchor.split(/[/#]/, 1)[0] ?? anchor;
}

/** The nearest name that is drawn: the anchor itself, else what it belongs to; null when neither is. */
export function knownAnchor(topology: Topology, anchor: Anchor): Anchor | null {
  if (topology.anchors[anchor] !== undefined) return anchor;
  // A relay that is not drawn by itself is one of the programs.
  if (anchor.endsWith('#relay')) return knownAnchor(topology, anchor.replace('#relay', '#process'));
  const group = groupOf(anchor);
  return topology.anchors[group] === undefined ? null : group;
}

/** Where a packet rests at `anchor`; null when nothing of that name is drawn. */
export function anchorPoint(topology: Topology, anchor: Anchor): Point | null {
  const known = knownAnchor(topology, anchor);
  return known === null ? null : (topology.anchors[known] ?? null);
}
