import { WeftError } from '#lib/core/error-code.ts';
import type { EdgeId, NodeId } from '#lib/core/ids.ts';
import type { GraphEdge, GraphNode } from '#lib/graph/model.ts';
import { proxyKind } from '#lib/istio/proxy.ts';
import type { Pod } from '#lib/k8s/workload-types.ts';
import type { EdgeSubject } from '#lib/logs/of-edge.ts';
import { findPod } from '#lib/mesh/find-pod.ts';
import type { ClusterSnapshot, MeshSnapshot } from '#lib/mesh/snapshot.ts';
import type { Context } from '../../context.ts';
import { behindNode, type Described } from '../behind-node.ts';
import { locateEdge } from '../locate-edge.ts';
import { locateNode } from '../node.ts';
import type { GraphSelection } from '../view.ts';
import { addressesOf, podsOf } from './pods-to-read.ts';

export interface LogsQuery extends GraphSelection {
  readonly edge: EdgeId | null;
  readonly node: NodeId | null;
  readonly previous: boolean;
  readonly errors: boolean;
  /** Of one request alone, by its id; empty for all. */
  readonly request: string;
  /** So many lines from the end of each log are looked through, where it is about now: the log of a proxy is of all its edges. */
  readonly lines: number;
  /** The one pod that is read; empty for those that are looked at first. */
  readonly pod: string;
}

/** One end of what is looked at, as the viewer may see it. */
export interface SubjectEnd {
  readonly side: 'caller' | 'callee' | 'own';
  readonly node: GraphNode;
  readonly described: readonly Described[];
  readonly pods: readonly Pod[];
}

export interface LogSubject {
  readonly cluster: ClusterSnapshot;
  readonly ends: readonly SubjectEnd[];
  readonly edge: GraphEdge | null;
  /** What tells the edge's lines from others; null for a node, all of whose lines are wanted. */
  readonly told: EdgeSubject | null;
}

/** What a request for logs is about. Throws WeftError `not-found`, `bad-request` for one that names nothing or both. */
export async function logSubject(ctx: Context, input: LogsQuery): Promise<LogSubject> {
  const { edge, node } = input;
  if (edge !== null && node === null) return subjectOfEdge(ctx, input, edge);
  if (node !== null && edge === null) return subjectOfNode(ctx, input, node);
  throw new WeftError('bad-request', 'Logs are those of an edge or of a node: name one of them.', {
    cure: 'See /api/v1/openapi.json for what each request takes.',
  });
}

async function subjectOfNode(ctx: Context, input: LogsQuery, id: NodeId): Promise<LogSubject> {
  const { drawn, node } = await locateNode(ctx, { ...input, id });
  const cluster = clusterOf(drawn.snapshot, node);
  return { cluster, ends: [endOf(cluster, 'own', node, behindNode(drawn, node))], edge: null, told: null };
}

async function subjectOfEdge(ctx: Context, input: LogsQuery, id: EdgeId): Promise<LogSubject> {
  const located = await locateEdge(ctx, { ...input, id });
  const { edge, source, target, snapshot } = located;
  const cluster = clusterOf(snapshot, source.kind === 'workload' ? source : target);
  const caller = endOf(cluster, 'caller', source, behindNode(located, source));
  const callee = endOf(cluster, 'callee', target, behindNode(located, target));
  return { cluster, ends: [caller, callee], edge, told: toldBy(cluster, edge, caller, callee) };
}

function endOf(
  cluster: ClusterSnapshot,
  side: SubjectEnd['side'],
  node: GraphNode,
  described: readonly Described[],
): SubjectEnd {
  // What hides behind a node that the viewer may not read is none of the viewer's.
  const seen = node.kind === 'inaccessible' || node.cluster !== cluster.id ? [] : podsOf(cluster, described);
  return { side, node, described, pods: seen };
}

function clusterOf(snapshot: MeshSnapshot, node: GraphNode): ClusterSnapshot {
  const cluster = snapshot.clusters.get(node.cluster) ?? [...snapshot.clusters.values()][0];
  if (cluster !== undefined) return cluster;
  throw new WeftError('unavailable', 'The cluster has not been read yet.', {
    cure: 'Try again in a moment.',
  });
}

function toldBy(
  cluster: ClusterSnapshot,
  { service }: GraphEdge,
  caller: SubjectEnd,
  callee: SubjectEnd,
): EdgeSubject {
  const isPods = ({ node }: SubjectEnd) => node.kind === 'workload' || node.kind === 'app';
  return {
    hosts: hostsOf(service, callee.node),
    cluster: registryless[callee.node.kind] ?? null,
    callee: isPods(callee) ? addressesOf(callee.pods) : null,
    caller: isPods(caller) ? addressesOf(caller.pods) : null,
    callerIsGateway: caller.node.gateway,
    isProxied: (address) => {
      const pod = findPod(cluster, '', address);
      return pod !== null && proxyKind(pod) !== 'none';
    },
  };
}

/** The clusters that sidecars have for hosts that no registry knows. */
const registryless: Readonly<Partial<Record<GraphNode['kind'], string>>> = {
  passthrough: 'PassthroughCluster',
  blackhole: 'BlackHoleCluster',
};

function hostsOf(service: GraphEdge['service'], target: GraphNode): ReadonlySet<string> | null {
  if (service === null) return target.kind === 'external' ? new Set([target.name.toLowerCase()]) : null;
  const { host, name, namespace } = service;
  return new Set(
    [host, name, `${name}.${namespace}`, `${name}.${namespace}.svc`].map((each) => each.toLowerCase()),
  );
}
