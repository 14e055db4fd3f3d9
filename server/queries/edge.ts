import type { EdgeResponse } from '#lib/api/contract.ts';
import { WeftError } from '#lib/core/error-code.ts';
import type { EdgeId } from '#lib/core/ids.ts';
import type { TimeSelection } from '#lib/core/time.ts';
import { indexFindings } from '#lib/graph/decorate/findings.ts';
import { edgeMatchers } from '#lib/graph/edge-selector.ts';
import { forViewer } from '#lib/graph/filter.ts';
import type { GraphEdge, GraphNode } from '#lib/graph/model.ts';
import { type EdgeEnds, governingEdge } from '#lib/mesh/governing.ts';
import type { Context } from '../context.ts';
import { readDetails } from './details.ts';
import { findingsOf, readableFindings, readableGoverning } from './findings.ts';
import { fullGraph } from './full-graph.ts';
import { visibilityOf } from './visibility.ts';

export interface EdgeQuery extends TimeSelection {
  readonly id: EdgeId;
}

const notFound = () =>
  new WeftError('not-found', 'There was no such traffic in this window.', {
    cure: 'Choose a longer window, or go back to the graph.',
  });

/** One edge with its percentiles, charts, governing objects and findings, as far as the viewer may see them. */
export async function readEdge(ctx: Context, input: EdgeQuery): Promise<EdgeResponse> {
  const { graph, reading, snapshot } = await fullGraph(ctx, input);
  const visibility = visibilityOf(ctx);
  const seen = forViewer(graph, visibility);
  const edge = seen.edges.find(({ id }) => id === input.id);
  const source = seen.nodes.find(({ id }) => id === edge?.source);
  const target = seen.nodes.find(({ id }) => id === edge?.target);
  if (edge === undefined || source === undefined || target === undefined) throw notFound();
  const whole = graph.edges.find(({ id }) => id === edge.id || `hidden/${visibility.opaque(id)}` === edge.id);
  const from = graph.nodes.find(({ id }) => id === whole?.source);
  const to = graph.nodes.find(({ id }) => id === whole?.target);
  if (whole === undefined || from === undefined || to === undefined) throw notFound();
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
