import type { NodeResponse } from '#lib/api/contract.ts';
import { WeftError } from '#lib/core/error-code.ts';
import type { NodeId } from '#lib/core/ids.ts';
import type { TimeSelection } from '#lib/core/time.ts';
import { indexFindings } from '#lib/graph/decorate/findings.ts';
import { nodeMatchers } from '#lib/graph/edge-selector.ts';
import { forViewer } from '#lib/graph/filter.ts';
import type { GraphEdge, GraphNode, TrafficGraph } from '#lib/graph/model.ts';
import { withServiceNodes } from '#lib/graph/service-nodes.ts';
import { serviceFqdn } from '#lib/istio/hosts.ts';
import { governingService, governingWorkload } from '#lib/mesh/governing.ts';
import type { Governing } from '#lib/mesh/governing-object.ts';
import type { MeshSnapshot } from '#lib/mesh/snapshot.ts';
import type { Context } from '../context.ts';
import { type Details, readDetails } from './details.ts';
import { findingsOf, readableFindings, readableGoverning } from './findings.ts';
import { type FullGraph, fullGraph } from './full-graph.ts';
import { visibilityOf } from './visibility.ts';

export interface NodeQuery extends TimeSelection {
  readonly id: NodeId;
}

/** One node with its edges, percentiles, charts, governing objects and findings, as far as the viewer may see them. */
export async function readNode(ctx: Context, input: NodeQuery): Promise<NodeResponse> {
  const full = await fullGraph(ctx, input);
  const seen = forViewer(full.graph, visibilityOf(ctx));
  const plain = seen.nodes.find(({ id }) => id === input.id);
  // Service nodes are drawn on request only; a link to one works all the same.
  const graph = plain === undefined ? withServiceNodes(seen, full.snapshot, ctx.toleranceRules) : seen;
  const node = plain ?? graph.nodes.find(({ id }) => id === input.id);
  if (node === undefined) {
    throw new WeftError('not-found', 'There is no such node in this window.', {
      cure: 'Choose a longer window, or go back to the graph.',
    });
  }
  const inbound = graph.edges.filter((edge) => edge.target === node.id);
  const outbound = graph.edges.filter((edge) => edge.source === node.id);
  const ends = new Set([...inbound.map((edge) => edge.source), ...outbound.map((edge) => edge.target)]);
  return {
    node,
    inbound,
    outbound,
    peers: graph.nodes.filter(({ id }) => ends.has(id) && id !== node.id),
    ...(await detailsOf(ctx, full, node, inbound, outbound)),
    governing: readableGoverning(governingNode(node, full.snapshot), ctx.viewer.namespaces),
    findings: findingsOfNode(ctx, graph, full.snapshot, node),
  };
}

/** Numbers of a node that a viewer may not read are of other viewers' traffic: none are asked. */
async function detailsOf(
  ctx: Context,
  { reading, snapshot }: FullGraph,
  node: GraphNode,
  inbound: readonly GraphEdge[],
  outbound: readonly GraphEdge[],
): Promise<Details> {
  const shared = node.namespace === null && ctx.viewer.namespaces !== null;
  if (node.kind === 'inaccessible' || shared) {
    return {
      percentiles: [],
      charts: { rate: [], errors: [], codes: [], latency: [] },
      promql: [],
      missing: [],
    };
  }
  const edges = inbound.length > 0 ? inbound : outbound;
  const side = inbound.length > 0 ? 'destination' : 'source';
  const matchers = nodeMatchers(node, side, snapshot.clusters.size > 1);
  const tcp = edges.length > 0 && edges.every((edge) => edge.protocol === 'tcp');
  return readDetails(ctx, { reading, matchers, tcp, shown: edges[0]?.shown ?? 'destination' });
}

function findingsOfNode(ctx: Context, graph: TrafficGraph, snapshot: MeshSnapshot, node: GraphNode) {
  const index = indexFindings(findingsOf(ctx, snapshot), snapshot);
  const inbound = graph.edges.filter((edge) => edge.target === node.id);
  return readableFindings(index.ofNode(node, inbound), ctx.viewer.namespaces);
}

function governingNode(node: GraphNode, snapshot: MeshSnapshot): readonly Governing[] {
  const { kind, cluster, namespace, name } = node;
  if (namespace === null) return [];
  if (kind === 'workload') return governingWorkload(snapshot, cluster, { namespace, name });
  if (kind !== 'service' && kind !== 'external') return [];
  const host = kind === 'service' ? serviceFqdn(name, namespace) : name;
  return governingService(snapshot, cluster, { namespace, name, host });
}
