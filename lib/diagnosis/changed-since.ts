import type { EdgeId } from '#lib/core/ids.ts';
import type { GraphEdge, TrafficGraph } from '#lib/graph/model.ts';
import { isSilent, isSlow } from './changed-much.ts';
import type { Lately } from './lately.ts';
import type { Symptom } from './symptom.ts';

/** Fewer requests in the window do not tell. */
const enough = 20;

export interface ChangedEdge {
  /** As it is now; as it was where there is nothing of it any more. */
  readonly edge: GraphEdge;
  readonly symptom: Extract<Symptom, { kind: 'slow' | 'stopped' }>;
  /** Whether it shows by the last moments alone: a caller that sends now and then is as silent in between. */
  readonly fresh: boolean;
}

/**
 * Edges that became slow or fell silent since some earlier times (an hour, a day and a week before), by graphs of equally long
 * windows: against every one of them in which the edge can be compared, so that what is slow or rare by nature at this hour is not
 * missed. What stopped within the window shows by its last moments. Which edges fail is on each of the graphs.
 */
export function changedSince(
  graph: TrafficGraph,
  past: readonly TrafficGraph[],
  lately: Lately | null = null,
): readonly ChangedEdge[] {
  const now = indexed(graph);
  const before = past.map(indexed);
  const ids = new Set<EdgeId>([...before.flatMap(({ edges }) => [...edges.keys()]), ...now.edges.keys()]);
  return [...ids].flatMap((id): readonly ChangedEdge[] => {
    const edge = now.edges.get(id) ?? null;
    const known = edge ?? before.flatMap(({ edges }) => edges.get(id) ?? [])[0];
    if (known === undefined) return [];
    const symptom = slownessOf(edge, before) ?? silenceOf(known, now, before);
    if (symptom !== null) return [{ edge: known, symptom, fresh: false }];
    const fresh = edge === null || lately === null ? null : stoppedLately(edge, lately);
    return fresh === null ? [] : [{ edge: known, symptom: fresh, fresh: true }];
  });
}

interface Indexed {
  readonly edges: ReadonlyMap<EdgeId, GraphEdge>;
  /** Who is seen at all. */
  readonly nodes: ReadonlySet<string>;
  /** Requests per second that a caller sends to a service, wherever they end: what goes to another version has not stopped. */
  readonly sent: ReadonlyMap<string, number>;
}

function indexed({ edges, nodes }: TrafficGraph): Indexed {
  const sent = new Map<string, number>();
  for (const edge of edges) sent.set(wayOf(edge), (sent.get(wayOf(edge)) ?? 0) + (shown(edge)?.rate ?? 0));
  return {
    edges: new Map(edges.map((edge) => [edge.id, edge])),
    nodes: new Set(nodes.map(({ id }) => id)),
    sent,
  };
}

const shown = ({ reports, shown: by }: GraphEdge) => reports[by];

/** Of a caller, its service and protocol; of itself where the service is not known. */
const wayOf = ({ id, source, service, protocol }: GraphEdge): string =>
  service === null ? id : `${source} ${service.namespace}/${service.host} ${protocol}`;

function slownessOf(edge: GraphEdge | null, before: readonly Indexed[]): ChangedEdge['symptom'] | null {
  if (edge === null) return null;
  const after = shown(edge);
  const now = after?.avgLatency ?? null;
  const known = before.flatMap(({ edges }) => {
    const was = edges.get(edge.id);
    const { avgLatency = null, count = null } = (was === undefined ? null : shown(was)) ?? {};
    return avgLatency === null || (count ?? 0) < enough ? [] : [avgLatency];
  });
  if (now === null || known.length === 0 || (after?.count ?? 0) < enough) return null;
  const slowest = Math.max(...known);
  return isSlow(now, slowest) ? { kind: 'slow', now, before: slowest, since: null } : null;
}

function silenceOf(
  edge: GraphEdge,
  graph: Indexed,
  before: readonly Indexed[],
): ChangedEdge['symptom'] | null {
  // Of connections bytes tell, and they may rest.
  if (edge.protocol === 'tcp') return null;
  const way = wayOf(edge);
  // Where the caller was not seen at all nothing can be said of what it sent.
  const comparable = before.filter(({ nodes }) => nodes.has(edge.source));
  const rates = comparable.map(({ edges, sent }) => {
    const was = edges.get(edge.id);
    return was === undefined || (shown(was)?.count ?? 0) < enough ? 0 : (sent.get(way) ?? 0);
  });
  if (rates.length === 0) return null;
  const least = Math.min(...rates);
  const now = graph.sent.get(way) ?? 0;
  return isSilent(now, least) ? { kind: 'stopped', now, before: least, since: null } : null;
}

/** Nothing in the last moments where its window would have had many. */
function stoppedLately(edge: GraphEdge, { span, rates }: Lately): ChangedEdge['symptom'] | null {
  const before = shown(edge)?.rate ?? null;
  const now = rates.get(edge.id)?.[edge.shown];
  if (before === null || now === undefined || before * span < enough) return null;
  return isSilent(now, before) ? { kind: 'stopped', now, before, since: null } : null;
}
