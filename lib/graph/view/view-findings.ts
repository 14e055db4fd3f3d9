import type { NodeId } from '#lib/core/ids.ts';
import type { MeshSnapshot } from '#lib/mesh/snapshot.ts';
import { type Counts, countFindings } from '../decorate/findings.ts';
import { nodeIdOf } from '../identity.ts';
import type { GraphNode, ServiceRef, TrafficGraph } from '../model.ts';
import { backingWorkloads } from './backing.ts';
import type { ViewNode } from './view-graph.ts';

/** Findings on the elements of a view, as the graph of the mesh has them. */
export interface ViewFindings {
  /** Those on a service stand on it, those on the workloads behind a node on that. `known`: the same node on the graph of the mesh. */
  ofNode(node: ViewNode, known: GraphNode | undefined): Counts;
  /** Those on the edges of the mesh behind it, else on the service that was addressed or that it leads to. */
  ofEdge(service: ServiceRef | null, source: ViewNode | undefined, target: ViewNode | undefined): Counts;
}

type Located = { readonly cluster: string; readonly namespace: string };

const keyOf = ({ cluster, namespace }: Located, name: string): string => `${cluster}/${namespace}/${name}`;
/** In the place of a target: whichever. */
const any = '*';

/** The findings of a graph, for nodes and edges of a view that stand for several of its own. */
export function viewFindings({ nodes, edges }: TrafficGraph, snapshot: MeshSnapshot): ViewFindings {
  const byId = new Map<string, GraphNode>(nodes.map((node) => [node.id, node]));
  // What all edges to a service have is the service's own: the rest is of their ends.
  const byService = new Map<string, Counts>();
  const byEnds = new Map<string, Counts>();
  for (const { service, source, target, findings } of edges) {
    if (service === null) continue;
    const key = keyOf(service, service.name);
    byService.set(key, of(Math.min, byService.get(key) ?? findings, findings));
    for (const end of [target, any]) {
      const ends = `${key} ${source} ${end}`;
      byEnds.set(ends, of(Math.max, byEnds.get(ends) ?? findings, findings));
    }
  }
  const ofService = (node: ViewNode | undefined) =>
    node === undefined || node.service === null ? undefined : byService.get(keyOf(node, node.service));

  const workloadsOf = (node: ViewNode | undefined): readonly NodeId[] =>
    node === undefined
      ? []
      : backingWorkloads(node, snapshot).map(({ namespace, name }) =>
          nodeIdOf({ kind: 'workload', cluster: node.cluster, namespace, name }),
        );

  return {
    ofNode: (node, known) =>
      ofService(node) ?? known?.findings ?? mostOf(workloadsOf(node).map((id) => byId.get(id)?.findings)),
    ofEdge(service, source, target) {
      if (service === null) return ofService(target) ?? countFindings([]);
      const key = keyOf(service, service.name);
      const targets = workloadsOf(target);
      const between = workloadsOf(source).flatMap((from) =>
        (targets.length === 0 ? [any] : targets).flatMap((to) => byEnds.get(`${key} ${from} ${to}`) ?? []),
      );
      if (between.length > 0) return mostOf(between);
      return byService.get(key) ?? ofService(target) ?? countFindings([]);
    },
  };
}

/** The most of each level among several: one finding may bear on all of them. */
const mostOf = (all: readonly (Counts | undefined)[]): Counts =>
  all.reduce<Counts>(
    (found, each) => (each === undefined ? found : of(Math.max, found, each)),
    countFindings([]),
  );

function of(choose: (a: number, b: number) => number, a: Counts, b: Counts): Counts {
  const counts = countFindings([]);
  for (const level of ['error', 'warning', 'info'] as const) {
    counts[level] = choose(a[level] ?? 0, b[level] ?? 0);
  }
  return counts;
}
