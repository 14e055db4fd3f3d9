import type { KnownNode, NodesResponse } from '#lib/api/graph-contract.ts';
import type { NodeId } from '#lib/core/ids.ts';
import type { TimeSelection } from '#lib/core/time.ts';
import { describeNode } from '#lib/graph/decorate/describe-node.ts';
import { forViewer, mayRead } from '#lib/graph/filter.ts';
import { nodeIdOf } from '#lib/graph/identity.ts';
import { knownSeeds, silentNode } from '#lib/graph/known-nodes.ts';
import type { GraphEdge, GraphNode, TrafficGraph } from '#lib/graph/model.ts';
import type { NodeSeed } from '#lib/graph/place.ts';
import type { MeshSnapshot } from '#lib/mesh/snapshot.ts';
import type { Context } from '../context.ts';
import { fullGraph } from './full-graph.ts';
import { visibilityOf } from './visibility.ts';

/**
 * Everything that could be an end of an edge and that the viewer may read: nodes of the graph, and workloads, Services and
 * hosts of ServiceEntries that had no traffic. Nodes without a name are left out: nobody could choose them by it.
 */
export async function readNodes(ctx: Context, input: TimeSelection): Promise<NodesResponse> {
  const { graph, snapshot } = await fullGraph(ctx, input);
  const seen = forViewer(graph, visibilityOf(ctx));
  const busy = new Set<NodeId>(seen.edges.flatMap(endsOf));
  const drawn = new Set(seen.nodes.map(({ id }) => id));
  const silent = readableSeeds(ctx, snapshot).filter(({ id }) => !drawn.has(id));
  const nodes = [
    ...seen.nodes.filter(({ kind }) => kind !== 'inaccessible'),
    ...silent.map((seed) => describeNode(seed, snapshot)),
  ];
  return { nodes: nodes.map((node) => knownNode(node, busy.has(node.id))).sort(byName) };
}

/** Both ends of an edge, and the Service it is addressed to, which is no node of the plain graph. */
const endsOf = ({ source, target, service }: GraphEdge): readonly NodeId[] =>
  service === null ? [source, target] : [source, target, nodeIdOf({ kind: 'service', ...service })];

const knownNode = (
  { id, kind, cluster, namespace, name, app, version }: Omit<KnownNode, 'traffic'>,
  traffic: boolean,
): KnownNode => ({ id, kind, cluster, namespace, name, app, version, traffic });

const byName = (a: KnownNode, b: KnownNode): number => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1);

const readableSeeds = ({ viewer }: Pick<Context, 'viewer'>, snapshot: MeshSnapshot): readonly NodeSeed[] =>
  knownSeeds(snapshot).filter(
    ({ identity }) => 'name' in identity && mayRead({ namespace: identity.namespace }, viewer.namespaces),
  );

/** A node by its id: of the graph as the viewer sees it, else as the configuration knows it; null where neither does. */
export function knownNodeAt(
  ctx: Pick<Context, 'viewer'>,
  seen: Pick<TrafficGraph, 'nodes'>,
  snapshot: MeshSnapshot,
  id: NodeId,
): GraphNode | null {
  const drawn = seen.nodes.find((node) => node.id === id);
  if (drawn !== undefined) return drawn;
  const seed = readableSeeds(ctx, snapshot).find((each) => each.id === id);
  return seed === undefined ? null : silentNode(seed, snapshot);
}
