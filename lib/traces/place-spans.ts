import type { EdgeId, NodeId } from '#lib/core/ids.ts';
import type { GraphEdge, GraphNode, TrafficGraph } from '#lib/graph/model.ts';
import { type ProxyFacts, proxyFacts } from './envoy-tags.ts';
import { spanHome } from './span-home.ts';
import { type SpanTree, type TreeSpan, walk } from './span-tree.ts';
import { tagOf } from './trace.ts';

/** Where on the graph a span stands: whose it is, and the edge that its request went along. Null: not found there. */
export interface Place {
  readonly node: NodeId | null;
  readonly edge: EdgeId | null;
}

interface GraphIndex {
  readonly byNamespace: ReadonlyMap<string, readonly GraphNode[]>;
  readonly namespaces: ReadonlySet<string>;
  readonly bySource: ReadonlyMap<NodeId, readonly GraphEdge[]>;
  readonly byTarget: ReadonlyMap<NodeId, readonly GraphEdge[]>;
  readonly outside: ReadonlyMap<NodeId, string>;
}

/** Places the spans of a trace on a graph: both ends of a request are on its edge. */
export function placeSpans(
  { roots }: Pick<SpanTree, 'roots'>,
  graph: Pick<TrafficGraph, 'nodes' | 'edges'>,
): ReadonlyMap<TreeSpan, Place> {
  const index = indexOf(graph);
  const nodes = new Map<TreeSpan, GraphNode | null>();
  const callers = new Map<TreeSpan, TreeSpan>();
  for (const each of walk(roots)) {
    nodes.set(each, nodeOf(each, index));
    for (const child of each.children) callers.set(child, each);
  }
  const places = new Map<TreeSpan, Place>();
  for (const each of walk(roots)) {
    const node = nodes.get(each) ?? null;
    const caller = callers.get(each) ?? null;
    const edge = leavesCaller(each)
      ? edgeFrom(node, each, nodes, index)
      : edgeTo(node, caller === null ? null : (nodes.get(caller) ?? null), caller === null, index);
    places.set(each, { node: node?.id ?? null, edge: edge?.id ?? null });
  }
  return places;
}

function indexOf({ nodes, edges }: Pick<TrafficGraph, 'nodes' | 'edges'>): GraphIndex {
  const homes = nodes.filter(({ namespace, kind }) => namespace !== null && kind !== 'external');
  return {
    byNamespace: Map.groupBy(homes, ({ namespace }) => namespace ?? ''),
    namespaces: new Set(homes.map(({ namespace }) => namespace ?? '')),
    bySource: Map.groupBy(edges, ({ source }) => source),
    byTarget: Map.groupBy(edges, ({ target }) => target),
    outside: new Map(nodes.filter(({ kind }) => kind === 'external').map(({ id, name }) => [id, name])),
  };
}

/** Whether a span is that of a request at who sent it. */
export const leavesCaller = ({ span }: TreeSpan): boolean =>
  span.kind === 'client' || span.kind === 'producer';

/** The workload that told the span; of several versions the one whose pod or revision it names. */
function nodeOf({ span }: TreeSpan, { byNamespace, namespaces }: GraphIndex): GraphNode | null {
  const { namespace, name } = spanHome(span, namespaces);
  const near = byNamespace.get(namespace ?? '') ?? [];
  const called = near.filter((node) => node.app === name || node.name === name);
  if (called.length <= 1) return called[0] ?? null;
  const { pod } = proxyFacts(span);
  const revision = tagOf(span, 'istio.canonical_revision');
  return (
    called.find((node) => pod?.startsWith(`${node.name}-`)) ??
    called.find(({ kind, version }) => kind === 'workload' && version !== null && version === revision) ??
    called.find((node) => node.name === name) ??
    null
  );
}

/** The edge that a request left its caller by: to whom it arrived at, else to the service that the caller's proxy chose. */
function edgeFrom(
  node: GraphNode | null,
  each: TreeSpan,
  nodes: ReadonlyMap<TreeSpan, GraphNode | null>,
  { bySource, outside }: GraphIndex,
): GraphEdge | null {
  const edges = (node === null ? undefined : bySource.get(node.id)) ?? [];
  const facts = proxyFacts(each.span);
  const arrived = each.children.flatMap((child) => nodes.get(child)?.id ?? []);
  const reached = edges.filter(({ target }) => arrived.includes(target));
  if (reached.length > 0) return reached.find((edge) => isFor(edge, facts)) ?? reached[0] ?? null;
  if (facts.upstreamHost === null) return null;
  return (
    edges.find((edge) => isFor(edge, facts)) ??
    edges.find(({ target }) => outside.get(target) === facts.upstreamHost) ??
    null
  );
}

const isFor = ({ service, protocol }: GraphEdge, { upstreamHost }: ProxyFacts): boolean =>
  protocol !== 'tcp' && service !== null && service.host === upstreamHost;

/** The edge that a request came by. One that nobody in the trace sent came from a caller without a proxy, where there is just one. */
function edgeTo(
  node: GraphNode | null,
  caller: GraphNode | null,
  fromOutside: boolean,
  { byTarget }: GraphIndex,
): GraphEdge | null {
  const edges = (node === null ? [] : (byTarget.get(node.id) ?? [])).filter(
    ({ protocol }) => protocol !== 'tcp',
  );
  if (caller !== null) return edges.find(({ source }) => source === caller.id) ?? null;
  const strangers = fromOutside ? edges.filter(({ source }) => source.startsWith('unknown/')) : [];
  return strangers.length === 1 ? (strangers[0] ?? null) : null;
}
