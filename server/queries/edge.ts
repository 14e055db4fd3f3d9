import type { EdgeResponse } from '#lib/api/details-contract.ts';
import { layersOf } from '#lib/graph/declared/declare.ts';
import { indexFindings } from '#lib/graph/decorate/findings.ts';
import type { GraphEdge, GraphNode, ServiceRef } from '#lib/graph/model.ts';
import { serviceFqdn } from '#lib/istio/hosts.ts';
import { type EdgeEnds, governingEdge } from '#lib/mesh/governing.ts';
import type { Context } from '../context.ts';
import { behindNode, type Described } from './behind-node.ts';
import { readDetails } from './details.ts';
import { findingsOf, readableFindings, readableGoverning } from './findings.ts';
import { type EdgeQuery, type LocatedEdge, locateEdge } from './locate-edge.ts';
import { problemsNow } from './problem-memory.ts';

/** One edge with its percentiles, charts, governing objects and findings, as far as the viewer may see them. */
export async function readEdge(ctx: Context, input: EdgeQuery): Promise<EdgeResponse> {
  const located = await locateEdge(ctx, input);
  const { reading, snapshot, visibility, matchers, edge, source, target, whole, from, to } = located;
  const details = await readDetails(ctx, {
    reading,
    matchers,
    tcp: edge.protocol === 'tcp',
    shown: edge.shown,
  });
  const service = serviceOf(edge, target);
  const index = indexFindings(findingsOf(ctx, snapshot), snapshot);
  const between = endsBehind(located).map((ends) => index.ofEdge(service, ends.source, ends.target));
  return {
    edge,
    source,
    target,
    ...details,
    // The text of a query spells the names of both ends.
    promql: edge.id === whole.id ? details.promql : [],
    governing: readableGoverning(governingEdge(snapshot, endsOf(whole, from, to)), visibility.namespaces),
    layers: layersIn(located),
    findings: readableFindings([...new Set(between.flat())], visibility.namespaces),
    troubled: input.at === null && isTroubled(ctx, whole),
  };
}

/** As the last look for problems shows. */
const isTroubled = (ctx: Context, { id }: GraphEdge): boolean =>
  (problemsNow(ctx, ctx.clock.now() / 1000) ?? []).some(
    ({ edges, affected }) => edges.includes(id) || affected.includes(id),
  );

/** Beside the edge's siblings as they are: what ended before a pod was chosen is the caller's whoever looks. */
function layersIn({ graph, snapshot, visibility, whole, from, to }: LocatedEdge): EdgeResponse['layers'] {
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const siblings = graph.edges.flatMap((edge) => {
    const target = nodes.get(edge.target);
    return edge.source === whole.source && target !== undefined ? [{ edge, target }] : [];
  });
  const readable = (namespace: string | null) =>
    visibility.namespaces === null || (namespace !== null && visibility.namespaces.has(namespace));
  return layersOf(whole, { source: from, target: to }, siblings, snapshot, readable);
}

/** The workloads at both ends, each with each: an end of a view may stand for several. */
function endsBehind(located: LocatedEdge): readonly { source: Described; target: Described }[] {
  const behind = (node: GraphNode): readonly Described[] => {
    const found = behindNode(located, node);
    return found.length === 0 ? [node] : found;
  };
  return behind(located.from).flatMap((source) => behind(located.to).map((target) => ({ source, target })));
}

/** The service that was addressed: where services are nodes, what the edge leads to. */
function serviceOf({ service }: GraphEdge, target: GraphNode): ServiceRef | null {
  const { kind, cluster, namespace, name } = target;
  if (service !== null || kind !== 'service' || namespace === null) return service;
  return { cluster, namespace, name, host: serviceFqdn(name, namespace) };
}

/** A caller without a proxy belongs to no cluster that telemetry knows: the callee's is looked at. */
export function endsOf(edge: GraphEdge, source: GraphNode, target: GraphNode): EdgeEnds {
  return {
    cluster: source.kind === 'workload' ? source.cluster : target.cluster,
    caller: workloadEnd(source),
    service: serviceOf(edge, target),
    destination: workloadEnd(target),
  };
}

const workloadEnd = ({ kind, namespace, name }: GraphNode): EdgeEnds['caller'] =>
  kind === 'workload' && namespace !== null ? { namespace, name } : null;
