/** The diagram's only door: pictures of worlds, and the geometry of what moves on them. No DOM, no Svelte. */
export type * from './topology.ts';
export type { LayoutOptions } from './context.ts';
export { layout } from './layout.ts';
export { closeBoxes } from './close-boxes.ts';
export { boxesAround, closable } from './nesting.ts';
export { labelsOf, boxLabels, channelLabels, portLabels, linesOf, type Label } from './labels.ts';
export { measureText, fitText, type Font } from './text-metrics.ts';
export { fonts, smallestLabelPx } from './type-scale.ts';
export { diagramWords, type DiagramLanguage, type DiagramWords } from './words.ts';
export { anchorPoint, groupOf, knownAnchor } from './anchors.ts';
export { callPath, wirePath } from './wire-path.ts';
export { packetAt, pathData, pathLength, roundCorners } from './polyline.ts';
export {
  blockPlacement,
  chipPlacement,
  overlapArea,
  type BlockPlacement,
  type PlacementOptions,
} from './chip-placement.ts';
export {
  camera,
  leastLabelPx,
  leastScale,
  sceneRect,
  union,
  visibleRect,
  type Transform,
  type Viewport,
} from './camera.ts';
export { poolMap, type OutsideMark, type PoolMap, type PoolMark, type PoolMoment } from './pools/pool-map.ts';
export { subnetInRow, type PoolRow } from './pools/rows.ts';
export { portCount, portMap, type PortBlock, type PortMap, type PortSpan, type WantedPort } from './ports/port-map.ts';
