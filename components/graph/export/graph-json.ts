import { formatUtc } from '#lib/format/clock.ts';
import type { TrafficGraph } from '#lib/graph/model.ts';

export interface Shown {
  /** Namespaces that were chosen; empty means all. */
  readonly namespaces: readonly string[];
  /** Address of the same view. */
  readonly link: string;
}

/** A graph as it is shown, as JSON: the graph of the API within what says of when and where it is. */
export function graphJson(graph: TrafficGraph, { namespaces, link }: Shown): string {
  return `${JSON.stringify({ format: 'weft-graph', version: 1, taken: formatUtc(graph.at), link, namespaces, graph }, null, 2)}\n`;
}

/** What a picture says of itself: the size, the window and its end. */
export function captionOf(graph: TrafficGraph, namespaces: readonly string[], window: string): string {
  const where = namespaces.length === 0 ? 'all namespaces' : namespaces.join(', ');
  return `${where} · ${window} until ${formatUtc(graph.at)}`;
}

/** A name for a file: sortable by time, safe on every system. */
export function fileName(graph: TrafficGraph, ending: string): string {
  const moment = new Date(graph.at * 1000).toISOString().slice(0, 19).replaceAll(':', '');
  return `mesh-${moment}Z.${ending}`;
}
