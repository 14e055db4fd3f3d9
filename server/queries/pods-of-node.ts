import { clusterId } from '#lib/core/ids.ts';
import type { GraphNode } from '#lib/graph/model.ts';
import type { Pod } from '#lib/k8s/workload-types.ts';
import { objectAt } from '#lib/mesh/objects.ts';
import { workloadsOfServices } from '#lib/mesh/select-workloads.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { type Workload, workloadAt } from '#lib/mesh/workloads.ts';
import type { Context } from '../context.ts';
import { behindNode, type Described } from './behind-node.ts';
import { knownNodeAt } from './known-nodes.ts';
import { locateNode, type NodeQuery } from './node.ts';

/** A node of the graph and the pods it stands for; the cluster is null where it is not one that is watched. */
export interface PodsOfNode {
  readonly node: Pick<GraphNode, 'id' | 'kind' | 'namespace' | 'name'>;
  readonly cluster: ClusterSnapshot | null;
  readonly pods: readonly Pod[];
}

/**
 * The pods behind a node that the viewer may see. What Kubernetes knows by that id is found without Prometheus, so that pods are
 * shown when that is down. Throws WeftError `not-found`.
 */
export async function podsOfNode(ctx: Context, input: NodeQuery): Promise<PodsOfNode> {
  const snapshot = ctx.kube.snapshot();
  const known = knownNodeAt(ctx, { nodes: [] }, snapshot, input.id);
  if (known !== null) return withPods(ctx, known, [known]);
  const { drawn, node } = await locateNode(ctx, input);
  return withPods(ctx, node, behindNode(drawn, node));
}

function withPods(ctx: Context, node: GraphNode, standsFor: readonly Described[]): PodsOfNode {
  const cluster = ctx.kube.snapshot().clusters.get(clusterId.parse(node.cluster)) ?? null;
  if (cluster === null) return { node, cluster, pods: [] };
  const workloads = new Set(standsFor.flatMap((each) => workloadsBehind(cluster, each)));
  const pods = [...workloads].flatMap(({ namespace, podNames }) =>
    podNames.flatMap((name) => objectAt(cluster, 'Pod', namespace, name) ?? []),
  );
  return { node, cluster, pods };
}

function workloadsBehind(
  cluster: ClusterSnapshot,
  { kind, namespace, name }: Described,
): readonly Workload[] {
  if (namespace === null) return [];
  if (kind === 'service') return workloadsOfServices(cluster).get(`${namespace}/${name}`) ?? [];
  const workload = kind === 'workload' ? workloadAt(cluster, namespace, name) : null;
  return workload === null ? [] : [workload];
}
