import type { EdgeId, NodeId } from '#lib/core/ids.ts';
import { proxyFacts } from './envoy-tags.ts';
import { leavesCaller, type Place } from './place-spans.ts';
import { type TreeSpan, walk } from './span-tree.ts';

/** An edge as traces may know it. */
export interface TracedEdge {
  readonly id: EdgeId;
  readonly source: NodeId;
  /** Names under which its ends may stand in traces. */
  readonly from: readonly string[];
  readonly to: readonly string[];
  /** Host of the service by which it is called; null where it has none. */
  readonly host: string | null;
  /** Whether its id tells workloads: an edge of a view stands for several, which are told by name. */
  readonly exact: boolean;
}

/**
 * The spans of requests that went along an edge, at both of its ends. A request that nobody answered for may have been meant for
 * any workload of the service: it is on every edge that leads there from its caller.
 */
export function edgeSpans(
  roots: readonly TreeSpan[],
  places: ReadonlyMap<TreeSpan, Place>,
  edge: TracedEdge,
): readonly TreeSpan[] {
  const all = [...walk(roots)];
  const addressed = ({ span }: TreeSpan) => edge.host !== null && proxyFacts(span).upstreamHost === edge.host;
  if (edge.exact) {
    const unanswered = (each: TreeSpan) =>
      places.get(each)?.node === edge.source &&
      leavesCaller(each) &&
      each.children.length === 0 &&
      addressed(each);
    return all.filter((each) => places.get(each)?.edge === edge.id || unanswered(each));
  }
  const found = new Set<TreeSpan>();
  for (const each of all) {
    if (!edge.from.includes(each.span.service)) continue;
    const arrived = each.children.filter(({ span }) => edge.to.includes(span.service));
    if (arrived.length === 0 && !addressed(each)) continue;
    found.add(each);
    for (const child of arrived) found.add(child);
  }
  return all.filter((each) => found.has(each));
}
