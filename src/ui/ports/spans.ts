/** What of the ports falls into one ruler, as parts of its width. */
import type { PortMap } from '../../diagram/index.ts';

export type SpanKind = 'dynamic' | 'excluded' | 'administered' | 'gone' | 'listener' | 'wanted';

export interface Piece {
  readonly key: string;
  readonly kind: SpanKind;
  readonly isNew: boolean;
  /** Of the ruler's width, in percent. */
  readonly leftPercent: number;
  readonly widthPercent: number;
  /** `8034–8133` or `8065` */
  readonly text: string;
}

/** @param from the ruler's first port; @param count how many it shows. */
export function piecesIn(map: PortMap, from: number, count: number): readonly Piece[] {
  const piece = (kind: SpanKind, start: number, end: number, isNew = false): readonly Piece[] => {
    const first = Math.max(start, from);
    const last = Math.min(end, from + count - 1);
    if (first > last) return [];
    return [
      {
        key: `${kind} ${start}`,
        kind,
        isNew,
        leftPercent: ((first - from) / count) * 100,
        widthPercent: ((last - first + 1) / count) * 100,
        text: spanText(start, end),
      },
    ];
  };
  const { dynamic, blocks, gone, listeners, wanted } = map;
  return [
    ...piece('dynamic', dynamic.start, dynamic.end),
    ...gone.flatMap(({ start, end }) => piece('gone', start, end)),
    ...blocks.flatMap(({ start, end, administered, isNew }) =>
      piece(administered ? 'administered' : 'excluded', start, end, isNew),
    ),
    ...[...new Set(listeners.map(({ port }) => port))].flatMap((port) => piece('listener', port, port)),
    ...piece('wanted', wanted.port, wanted.port),
  ];
}

export function spanText(start: number, end: number): string {
  return start === end ? String(start) : `${start}–${end}`;
}

/** The part around the wanted port: `span` ports, kept within the ports there are. */
export function around(port: number, span: number): number {
  return Math.max(0, Math.min(65_536 - span, Math.round((port - span / 2) / (span / 16)) * (span / 16)));
}
