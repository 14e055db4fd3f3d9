import type { EdgeId } from '#lib/core/ids.ts';
import type { LayerMark } from '#lib/graph/declared/layer-mark.ts';
import type { GraphEdge, GraphNode, TrafficGraph } from '#lib/graph/model.ts';
import { severalClusters } from '#lib/graph/several-clusters.ts';
import type { EdgeSort } from '#lib/url/graph-codec.ts';
import {
  type EdgeExtras,
  edgeMeasure,
  edgeRate,
  leadingError,
  noExtras,
  shownReport,
} from '../scene/edge-facts.ts';
import { nodeLabel } from '../scene/node-name.ts';
import { byUrgency, errorShare } from '../scene/severity.ts';

/** An edge with its two ends, as the list shows it. */
export interface EdgeRow {
  readonly edge: GraphEdge;
  readonly source: GraphNode;
  readonly target: GraphNode;
  /** Whether names are told with their cluster. */
  readonly clusters: boolean;
  /** What is asked of it beside the graph. */
  readonly extras: EdgeExtras;
  /** What the configuration declares for it; null while that is not known. */
  readonly marks: readonly LayerMark[] | null;
}

/** The rows of a graph; an edge whose ends are not on it has none. */
export function edgeRows(
  graph: TrafficGraph,
  extrasOf: (edge: GraphEdge) => EdgeExtras = () => noExtras,
  marksOf: (edge: EdgeId) => EdgeRow['marks'] = () => null,
): readonly EdgeRow[] {
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const clusters = severalClusters(graph.nodes);
  return graph.edges.flatMap((edge) => {
    const source = nodes.get(edge.source);
    const target = nodes.get(edge.target);
    return source && target
      ? [{ edge, source, target, clusters, extras: extrasOf(edge), marks: marksOf(edge.id) }]
      : [];
  });
}

/** One error before any number of warnings; null for no finding. */
function seriousness({ error = 0, warning = 0, info = 0 }: GraphEdge['findings']): number | null {
  return error + warning + info === 0 ? null : error * 1e6 + warning * 1e3 + info;
}

const whereOf = (node: GraphNode, { clusters }: EdgeRow): string =>
  clusters ? `${nodeLabel(node)} ${node.cluster}` : nodeLabel(node);

const locks = { none: 0, partial: 1, unknown: 2, all: 3 } as const;

/** What a column is sorted by: null is no data and goes last whichever way round. */
function keyOf(row: EdgeRow, column: EdgeSort['column']): string | number | null {
  const { edge } = row;
  switch (column) {
    case 'status':
      return null;
    case 'source':
      return whereOf(row.source, row);
    case 'target':
      return whereOf(row.target, row);
    case 'service':
      return edge.service?.name ?? null;
    case 'protocol':
      return edge.protocol;
    case 'rate':
      return edgeRate(edge);
    case 'errors':
      return errorShare(edge.health);
    case 'code':
      return leadingError(edge);
    case 'share':
      return row.extras.share;
    case 'latency':
      return shownReport(edge)?.avgLatency ?? null;
    case 'p50':
    case 'p95':
    case 'p99':
    case 'request-throughput':
    case 'response-throughput':
      return edgeMeasure(edge, column, row.extras);
    case 'mtls':
      return edge.mtls.share ?? locks[edge.mtls.state];
    case 'weight':
      return edge.split?.declared ?? null;
    case 'findings':
      return seriousness(edge.findings);
    case 'requests':
      return edge.protocol === 'tcp' ? null : (shownReport(edge)?.count ?? null);
    case 'reporter':
      return edge.shown;
    case 'breaking':
    case 'faults':
    case 'timeouts':
    case 'mirroring':
    case 'locality':
      return row.marks?.find(({ layer }) => layer === column)?.key ?? null;
  }
}

function compareKeys(a: string | number | null, b: string | number | null, descending: boolean): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  const ascending =
    typeof a === 'string' || typeof b === 'string' ? String(a).localeCompare(String(b)) : a - b;
  return descending ? -ascending : ascending;
}

/** Rows in the order asked for; what is equal by it is in the order of urgency. */
export function sortRows(rows: readonly EdgeRow[], sort: EdgeSort): readonly EdgeRow[] {
  if (sort.column === 'status') {
    const urgent = [...rows].sort((a, b) => byUrgency(a.edge, b.edge));
    return sort.descending ? urgent : urgent.reverse();
  }
  return rows
    .map((row) => ({ row, key: keyOf(row, sort.column) }))
    .sort((a, b) => compareKeys(a.key, b.key, sort.descending) || byUrgency(a.row.edge, b.row.edge))
    .map(({ row }) => row);
}

/** Rows in which every word of `text` occurs: in a name, a namespace, the service, the protocol, a code or a flag. */
export function filterRows(rows: readonly EdgeRow[], text: string): readonly EdgeRow[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return rows;
  return rows.filter(({ edge, source, target, clusters }) => {
    const responses = edge.responses.flatMap((row) => [row.code, ...row.flags]);
    const whole = [
      nodeLabel(source),
      source.namespace,
      nodeLabel(target),
      target.namespace,
      ...(clusters ? [source.cluster, target.cluster] : []),
      edge.service?.name,
      edge.protocol,
      edge.health.status,
      ...responses,
    ]
      .join(' ')
      .toLowerCase();
    return words.every((word) => whole.includes(word));
  });
}

export interface ListSummary {
  readonly failing: number;
  readonly degraded: number;
  readonly total: number;
  readonly worst: EdgeRow | null;
  readonly worstError: string | null;
}

/** The list in one line: how many fail, and which is the worst. */
export function summarise(rows: readonly EdgeRow[]): ListSummary {
  const count = (status: string) => rows.filter((row) => row.edge.health.status === status).length;
  const [worst] = sortRows(
    rows.filter(({ edge }) => edge.health.status === 'failing' || edge.health.status === 'degraded'),
    { column: 'status', descending: true },
  );
  return {
    failing: count('failing'),
    degraded: count('degraded'),
    total: rows.length,
    worst: worst ?? null,
    worstError: worst ? leadingError(worst.edge) : null,
  };
}
