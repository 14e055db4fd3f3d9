import type { GraphEdge, GraphNode, TrafficGraph } from '#lib/graph/model.ts';
import { workloadKey } from '#lib/mesh/workloads.ts';
import type { FromCaller } from './predict-caller.ts';
import { edgeRate } from './rates.ts';

/** What a version gets from those whose requests a plan moves; `after` is null where it cannot be told. */
export interface Moved {
  now: number;
  after: number | null;
}

/** An edge whose rate would be another. */
export interface MovedEdge extends Readonly<Moved> {
  readonly edge: GraphEdge;
}

/** Sums of shares miss what they add up to by a hair. */
export const isMoved = ({ now, after }: Readonly<Moved>): boolean =>
  after === null || Math.abs(after - now) > 1e-6 * Math.max(now, after);

export const keyOf = ({ namespace, name }: GraphNode): string => workloadKey(namespace ?? '', name);

type Nodes = ReadonlyMap<string, GraphNode>;

/** The edges of one caller to versions that get more or less of it. One that it sends nothing yet has no edge. */
export function edgesTo(edges: readonly GraphEdge[], from: FromCaller, nodes: Nodes): readonly MovedEdge[] {
  return edges.flatMap((edge) => {
    const target = nodes.get(edge.target);
    const [rate, key] = [edgeRate(edge), target?.kind === 'workload' ? keyOf(target) : ''];
    const all = from.now.get(key) ?? 0;
    if (rate === null || all <= 0) return [];
    const after = from.after === null ? null : (from.after.get(key) ?? 0) * (rate / all);
    return isMoved({ now: rate, after }) ? [{ edge, now: rate, after }] : [];
  });
}

/** The edges from each version whose rate changes: they follow it. */
export function edgesFrom(
  { edges }: TrafficGraph,
  nodes: Nodes,
  moved: ReadonlyMap<string, Moved>,
): readonly MovedEdge[] {
  const incoming = Map.groupBy(edges, ({ target }) => target);
  return edges.flatMap((edge) => {
    const node = nodes.get(edge.source);
    const change = node === undefined ? undefined : moved.get(keyOf(node));
    const now = edge.protocol === 'tcp' ? null : edgeRate(edge);
    if (node === undefined || change === undefined || now === null || !isMoved(change)) return [];
    const all = sum((incoming.get(node.id) ?? []).map((into) => edgeRate(into) ?? 0));
    if (all <= 0) return [];
    const factor = change.after === null ? null : Math.max(0, all - change.now + change.after) / all;
    return [{ edge, now, after: factor === null ? null : now * factor }];
  });
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
