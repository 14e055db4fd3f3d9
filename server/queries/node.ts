import type { NodeResponse } from '#lib/api/details-contract.ts';
import { WeftError } from '#lib/core/error-code.ts';
import type { NodeId } from '#lib/core/ids.ts';
import { indexFindings } from '#lib/graph/decorate/findings.ts';
import { nodeMatchers } from '#lib/graph/edge-selector.ts';
import { forViewer } from '#lib/graph/filter.ts';
import type { GraphEdge, GraphNode, TrafficGraph } from '#lib/graph/model.ts';
import { withServiceNodes } from '#lib/graph/service-nodes.ts';
import { severalClusters } from '#lib/graph/several-clusters.ts';
import { viewNodeMatchers } from '#lib/graph/view/view-matchers.ts';
import { serviceFqdn } from '#lib/istio/hosts.ts';
import { governingService, governingWorkload } from '#lib/mesh/governing.ts';
import type { Governing } from '#lib/mesh/governing-object.ts';
import type { MeshSnapshot } from '#lib/mesh/snapshot.ts';
import type { Context } from '../context.ts';
import { behindNode, type Described } from './behind-node.ts';
import { type Details, readDetails } from './details.ts';
import { findingsOf, readableFindings, readableGoverning } from './findings.ts';
import { type FullGraph, fullGraph } from './full-graph.ts';
import { type DrawnGraph, drawnGraph, type GraphSelection } from './view.ts';
import { visibilityOf } from './visibility.ts';

export type NodeQuery = GraphSelection & { readonly id: NodeId };

interface FoundNode {
  readonly drawn: DrawnGraph;
  readonly graph: TrafficGraph;
  readonly node: GraphNode;
}

/** One node with its edges, percentiles, charts, governing objects and findings, as far as the viewer may see them. */
export async function readNode(ctx: Context, input: NodeQuery): Promise<NodeResponse> {
  const { drawn, graph, node } = await locateNode(ctx, input);
  const standsFor = behindNode(drawn, node);
  const inbound = graph.edges.filter((edge) => edge.target === node.id);
  const outbound = graph.edges.filter((edge) => edge.source === node.id);
  const ends = new Set([...inbound.map((edge) => edge.source), ...outbound.map((edge) => edge.target)]);
  return {
    node,
    inbound,
    outbound,
    peers: graph.nodes.filter(({ id }) => ends.has(id) && id !== node.id),
    ...(await detailsOf(ctx, drawn, node, inbound, outbound)),
    governing: readableGoverning(
      standsFor.flatMap((each) => governingNode(each, drawn.snapshot)).filter(firstOfItsKind()),
      ctx.viewer.namespaces,
    ),
    findings: findingsOfNode(ctx, inbound, drawn.snapshot, standsFor),
  };
}

/** In the view that is asked for, else on the graph of the mesh: a selection outlives a change of the view. Throws WeftError `not-found`. */
export async function locateNode(ctx: Context, input: NodeQuery): Promise<FoundNode> {
  const drawn = await drawnGraph(ctx, input);
  const found =
    nodeIn(ctx, drawn, input.id) ??
    nodeOfMesh(ctx, drawn.view === null ? drawn : await fullGraph(ctx, input), input.id);
  if (found !== null) return found;
  throw new WeftError('not-found', 'There is no such node in this window.', {
    cure: 'Choose a longer window, or go back to the graph.',
  });
}

function nodeIn(ctx: Context, drawn: DrawnGraph, id: NodeId): FoundNode | null {
  const graph = forViewer(drawn.graph, visibilityOf(ctx));
  const node = graph.nodes.find((each) => each.id === id);
  return node === undefined ? null : { drawn, graph, node };
}

/** Service nodes are drawn on request only; a link to one works all the same. */
function nodeOfMesh(ctx: Context, full: FullGraph, id: NodeId): FoundNode | null {
  const drawn = { ...full, view: null };
  const plain = nodeIn(ctx, drawn, id);
  if (plain !== null) return plain;
  const seen = forViewer(full.graph, visibilityOf(ctx));
  const graph = withServiceNodes(seen, full.snapshot, ctx.toleranceRules);
  const node = graph.nodes.find((each) => each.id === id);
  return node === undefined ? null : { drawn, graph, node };
}

/** One object may govern several workloads in the same way. */
function firstOfItsKind(): (governing: Governing) => boolean {
  const seen = new Set<string>();
  return (governing) => {
    const key = JSON.stringify(governing);
    const first = !seen.has(key);
    seen.add(key);
    return first;
  };
}

/** Numbers of a node that a viewer may not read are of other viewers' traffic: none are asked. */
async function detailsOf(
  ctx: Context,
  { reading, graph, snapshot, view }: DrawnGraph,
  node: GraphNode,
  inbound: readonly GraphEdge[],
  outbound: readonly GraphEdge[],
): Promise<Details> {
  const shared = node.namespace === null && ctx.viewer.namespaces !== null;
  if (node.kind === 'inaccessible' || shared) {
    return {
      percentiles: [],
      throughput: [],
      charts: { rate: [], errors: [], codes: [], latency: [] },
      promql: [],
      missing: [],
    };
  }
  const edges = inbound.length > 0 ? inbound : outbound;
  const side = inbound.length > 0 ? 'destination' : 'source';
  const drawn = view?.nodes.find(({ id }) => id === node.id);
  const clusters = severalClusters(graph.nodes);
  const matchers =
    drawn === undefined
      ? nodeMatchers(node, side, clusters)
      : viewNodeMatchers(drawn, side, { snapshot, clusters });
  const tcp = edges.length > 0 && edges.every((edge) => edge.protocol === 'tcp');
  return readDetails(ctx, { reading, matchers, tcp, shown: edges[0]?.shown ?? 'destination' });
}

function findingsOfNode(
  ctx: Context,
  inbound: readonly GraphEdge[],
  snapshot: MeshSnapshot,
  nodes: readonly Described[],
) {
  const index = indexFindings(findingsOf(ctx, snapshot), snapshot);
  const found = new Set(nodes.flatMap((node) => index.ofNode(node, inbound)));
  return readableFindings([...found], ctx.viewer.namespaces);
}

function governingNode(node: Described, snapshot: MeshSnapshot): readonly Governing[] {
  const { kind, cluster, namespace, name } = node;
  if (namespace === null) return [];
  if (kind === 'workload') return governingWorkload(snapshot, cluster, { namespace, name });
  if (kind !== 'service' && kind !== 'external') return [];
  const host = kind === 'service' ? serviceFqdn(name, namespace) : name;
  return governingService(snapshot, cluster, { namespace, name, host });
}
