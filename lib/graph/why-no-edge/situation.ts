import { serviceFqdn } from '#lib/istio/hosts.ts';
import type { Pod, Service } from '#lib/k8s/workload-types.ts';
import { objectAt, objects } from '#lib/mesh/objects.ts';
import { workloadsOfServices } from '#lib/mesh/select-workloads.ts';
import type { ClusterSnapshot, MeshSnapshot } from '#lib/mesh/snapshot.ts';
import { type Workload, workloadAt } from '#lib/mesh/workloads.ts';
import type { GraphEdge, GraphNode, TrafficGraph } from '../model.ts';

/** Two nodes that a viewer chose, and all that is known of them. */
export interface WhyNoEdgeInput {
  readonly from: GraphNode;
  readonly to: GraphNode;
  /** The graph as the viewer may see it, before namespaces are chosen and elements hidden. */
  readonly graph: TrafficGraph;
  /** What of it is on the screen; the same where nothing is left out. */
  readonly shown: TrafficGraph;
  readonly snapshot: MeshSnapshot;
}

/** A name by which the callee can be called. `service` null for a host of a ServiceEntry. */
export interface CalledService {
  readonly host: string;
  readonly namespace: string;
  readonly name: string;
  readonly service: Service | null;
}

/** One of the two nodes with its configuration. */
export interface Party {
  readonly node: GraphNode;
  /** How it is called in a text: `shop/reviews-v1`. */
  readonly name: string;
  readonly cluster: ClusterSnapshot | null;
  readonly workload: Workload | null;
  readonly pods: readonly Pod[];
}

export interface Situation {
  readonly from: Party;
  readonly to: Party;
  readonly services: readonly CalledService[];
  readonly graph: TrafficGraph;
  readonly shown: TrafficGraph;
  readonly nodes: ReadonlyMap<string, GraphNode>;
}

/** Looks up what the reasons are drawn from. */
export function situationOf({ from, to, graph, shown, snapshot }: WhyNoEdgeInput): Situation {
  const callee = partyOf(to, snapshot);
  return {
    from: partyOf(from, snapshot),
    to: callee,
    services: servicesOf(callee),
    graph,
    shown,
    nodes: new Map(graph.nodes.map((node) => [node.id, node])),
  };
}

function partyOf(node: GraphNode, snapshot: MeshSnapshot): Party {
  const cluster = snapshot.clusters.get(node.cluster) ?? null;
  const named = node.kind === 'workload' && node.namespace !== null ? node.namespace : null;
  const workload = cluster === null || named === null ? null : workloadAt(cluster, named, node.name);
  const pods = (workload?.podNames ?? []).flatMap((name) =>
    cluster === null || named === null ? [] : (objectAt(cluster, 'Pod', named, name) ?? []),
  );
  return { node, name: nameOf(node), cluster, workload, pods };
}

/** A node as a text names it. */
export const nameOf = ({ namespace, name, kind }: GraphNode): string =>
  kind === 'inaccessible' ? 'a node you may not read' : namespace === null ? name : `${namespace}/${name}`;

function servicesOf({ node, cluster, workload }: Party): readonly CalledService[] {
  const { namespace, name } = node;
  if (cluster === null || namespace === null) return [];
  if (node.kind === 'external') return [{ host: name, namespace, name, service: null }];
  if (node.kind === 'service') {
    return [
      {
        host: serviceFqdn(name, namespace),
        namespace,
        name,
        service: objectAt(cluster, 'Service', namespace, name),
      },
    ];
  }
  if (workload === null) return [];
  const selecting = workloadsOfServices(cluster);
  return [...objects(cluster, 'Service', namespace)]
    .filter((service) => selecting.get(`${namespace}/${service.metadata.name}`)?.includes(workload))
    .map((service) => {
      const called = service.metadata.name;
      return { host: serviceFqdn(called, namespace), namespace, name: called, service };
    });
}

/** Edges of the whole graph between two nodes. */
export const edgesBetween = ({ graph }: Situation, from: GraphNode, to: GraphNode): readonly GraphEdge[] =>
  graph.edges.filter(({ source, target }) => source === from.id && target === to.id);

/** Whether a workload's traffic is seen by a proxy of its own. */
export const isMeshed = ({ workload }: Party): boolean =>
  workload !== null && workload.proxy !== null && workload.proxy !== 'none';

/** Whether a workload is known to run without any proxy. */
export const isBare = ({ workload }: Party): boolean => workload?.proxy === 'none';
