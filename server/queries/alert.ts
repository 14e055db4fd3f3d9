import type { AlertLabels } from '#lib/alerts/alert-labels.ts';
import { findEdges } from '#lib/alerts/find-edges.ts';
import type { AlertResponse } from '#lib/api/alerts-contract.ts';
import type { TimeSelection } from '#lib/core/time.ts';
import { forViewer } from '#lib/graph/filter.ts';
import type { Context } from '../context.ts';
import { fullGraph } from './full-graph.ts';
import { visibilityOf } from './visibility.ts';
import { workloadOfPod } from './workload-of-pod.ts';

export type AlertQuery = TimeSelection & { readonly labels: AlertLabels };

/** So many are listed: a person chooses among them. */
const most = 20;

/** Where the labels of an alert lead, on the graph that the viewer sees. Throws WeftError where there is no graph. */
export async function readAlert(ctx: Context, { labels, ...selection }: AlertQuery): Promise<AlertResponse> {
  const { graph, snapshot } = await fullGraph(ctx, selection);
  const seen = forViewer(graph, visibilityOf(ctx));
  const found = findEdges(seen, labels, workloadOfPod(snapshot));
  const edges = found.edges.slice(0, most);
  const ends = new Set([
    ...edges.flatMap(({ source, target }) => [source, target]),
    ...found.nodes.map(({ id }) => id),
  ]);
  return {
    at: graph.at,
    window: graph.window,
    edges: [...edges],
    total: found.edges.length,
    nodes: seen.nodes.filter(({ id }) => ends.has(id)),
    named: found.nodes.map(({ id }) => id),
    used: [...found.used],
    unmet: [...found.unmet],
    ignored: [...found.ignored],
  };
}
