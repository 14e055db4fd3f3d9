import type { EdgeResponse } from '#lib/api/contract.ts';
import { indexFindings } from '#lib/graph/decorate/findings.ts';
import { edgeMatchers } from '#lib/graph/edge-selector.ts';
import type { GraphEdge, GraphNode } from '#lib/graph/model.ts';
import { type EdgeEnds, governingEdge } from '#lib/mesh/governing.ts';
import type { Context } from '../context.ts';
import { readDetails } from './details.ts';
import { findingsOf, readableFindings, readableGoverning } from './findings.ts';
import { type EdgeQuery, locateEdge } from './locate-edge.ts';

/** One edge with its percentiles, charts, governing objects and findings, as far as the viewer may see them. */
export async function readEdge(ctx: Context, input: EdgeQuery): Promise<EdgeResponse> {
  const { reading, snapshot, visibility, edge, source, target, whole, from, to } = await locateEdge(
    ctx,
    input,
  );
  const matchers = edgeMatchers(whole, from, to, snapshot.clusters.size > 1);
  const details = await readDetails(ctx, {
    reading,
    matchers,
    tcp: edge.protocol === 'tcp',
    shown: edge.shown,
  });
  const all = findingsOf(ctx, snapshot);
  const own = edge.service === null ? [] : indexFindings(all, snapshot).ofService(edge.service);
  return {
    edge,
    source,
    target,
    ...details,
    // The text of a query spells the names of both ends.
    promql: edge.id === whole.id ? details.promql : [],
    governing: readableGoverning(governingEdge(snapshot, endsOf(whole, from, to)), visibility.namespaces),
    findings: readableFindings(own, visibility.namespaces),
  };
}

/** A caller without a proxy belongs to no cluster that telemetry knows: the callee's is looked at. */
function endsOf(edge: GraphEdge, source: GraphNode, target: GraphNode): EdgeEnds {
  return {
    cluster: source.kind === 'workload' ? source.cluster : target.cluster,
    caller: workloadEnd(source),
    service: edge.service,
    destination: workloadEnd(target),
  };
}

const workloadEnd = ({ kind, namespace, name }: GraphNode): EdgeEnds['caller'] =>
  kind === 'workload' && namespace !== null ? { namespace, name } : null;
