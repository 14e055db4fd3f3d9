import type { HealthStatus } from '../model.ts';

/** What a walk goes over: the graph as it is drawn, in which a closed namespace is one node and a line may be several edges. */
export interface WalkGraph {
  readonly nodes: readonly WalkNode[];
  readonly edges: readonly WalkEdge[];
}

export interface WalkNode {
  readonly id: string;
  readonly status: HealthStatus;
}

export interface WalkEdge {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  readonly status: HealthStatus;
  /** Requests per second; null where none is known. */
  readonly rate: number | null;
}

/** Along edges: `out` from a caller to what it calls, `in` back to a caller. */
export type Way = 'out' | 'in';

export const opposite = (way: Way): Way => (way === 'out' ? 'in' : 'out');
/** Where an edge begins and ends for who goes along it this way. */
export const startOf = (edge: WalkEdge, way: Way): string => (way === 'out' ? edge.source : edge.target);
export const endOf = (edge: WalkEdge, way: Way): string => (way === 'out' ? edge.target : edge.source);

const urgency: Readonly<Record<HealthStatus, number>> = {
  failing: 4,
  degraded: 3,
  healthy: 2,
  idle: 1,
  unknown: 0,
};

const byId = (a: { readonly id: string }, b: { readonly id: string }): number =>
  a.id < b.id ? -1 : Number(a.id > b.id);

/** Failing first, then by rate, then by identity. */
const foremostEdge = (a: WalkEdge, b: WalkEdge): number =>
  urgency[b.status] - urgency[a.status] || (b.rate ?? -1) - (a.rate ?? -1) || byId(a, b);

/** The edges that lead from a node this way, the foremost first. */
export const edgesFrom = ({ edges }: WalkGraph, node: string, way: Way): readonly WalkEdge[] =>
  edges.filter((edge) => startOf(edge, way) === node).sort(foremostEdge);

/** Every node: failing first, then by the traffic of its edges, then by identity. */
export function nodesInOrder({ nodes, edges }: WalkGraph): readonly WalkNode[] {
  const traffic = new Map<string, number>();
  for (const { source, target, rate } of edges) {
    for (const end of [source, target]) traffic.set(end, (traffic.get(end) ?? 0) + (rate ?? 0));
  }
  return [...nodes].sort(
    (a, b) =>
      urgency[b.status] - urgency[a.status] ||
      (traffic.get(b.id) ?? 0) - (traffic.get(a.id) ?? 0) ||
      byId(a, b),
  );
}
