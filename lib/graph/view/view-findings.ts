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
  /** Those on the service that was addressed, else on the one that an edge leads to. */
  ofEdge(service: ServiceRef | null, target: ViewNode | undefined): Counts;
}

type Located = { readonly cluster: string; readonly namespace: string };

const keyOf = ({ cluster, namespace }: Located, name: string): string => `${cluster}/${namespace}/${name}`;

export function viewFindings({ nodes, edges }: TrafficGraph, snapshot: MeshSnapshot): ViewFindings {
  const byId = new Map<string, GraphNode>(nodes.map((node) => [node.id, node]));
  const byService = new Map<string, Counts>();
  for (const { service, findings } of edges) {
    if (service === null) continue;
    const key = keyOf(service, service.name);
    byService.set(key, most(byService.get(key), findings));
  }
  const ofService = (node: ViewNode) =>
    node.service === null ? undefined : byService.get(keyOf(node, node.service));

  /** The most of each level among the workloads behind a node: one finding may bear on several of them. */
  function behind(node: ViewNode): Counts {
    return backingWorkloads(node, snapshot).reduce<Counts>((found, { namespace, name }) => {
      const id = nodeIdOf({ kind: 'workload', cluster: node.cluster, namespace, name });
      return most(found, byId.get(id)?.findings);
    }, countFindings([]));
  }

  return {
    ofNode: (node, known) => ofService(node) ?? known?.findings ?? behind(node),
    ofEdge(service, target) {
      const addressed = service === null ? undefined : byService.get(keyOf(service, service.name));
      return addressed ?? (target === undefined ? undefined : ofService(target)) ?? countFindings([]);
    },
  };
}

/** The greater of each level. */
function most(a: Counts | undefined, b: Counts | undefined): Counts {
  const counts = countFindings([]);
  for (const level of ['error', 'warning', 'info'] as const) {
    counts[level] = Math.max(a?.[level] ?? 0, b?.[level] ?? 0);
  }
  return counts;
}
