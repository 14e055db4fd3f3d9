import type { ObjectResponse } from '#lib/api/object-contract.ts';
import type { ObjectRef } from '#lib/core/object-ref.ts';
import { seconds } from '#lib/core/units.ts';
import { nodesGoverned } from '#lib/graph/decorate/node-showing.ts';
import type { GraphEdge, GraphNode } from '#lib/graph/model.ts';
import type { Context } from '../context.ts';
import { readGraph } from './graph.ts';

/** So many edges are told of one object, those with the most traffic. */
const most = 30;

/** The window that is told of. */
const recent = seconds.parse(300);

/** Proxies of callers are told by it, not those of callees. */
const atCallers: ReadonlySet<string> = new Set(['Sidecar']);

const rateOf = (edge: GraphEdge): number => edge.reports[edge.shown]?.rate ?? 0;

/**
 * The live traffic that an object governs: edges to what it is about, the busiest first, with their ends. Null where there is
 * no reading of the traffic: the object can be shown without.
 */
export async function governedTraffic(ctx: Context, ref: ObjectRef): Promise<ObjectResponse['traffic']> {
  const about = nodesGoverned(ctx.kube.snapshot(), ref);
  const query = { window: recent, at: null, namespaces: [], services: false };
  const answer = await readGraph(ctx, query).catch(() => null);
  if (answer === null) return null;
  const { graph } = answer;
  const end = atCallers.has(ref.kind) ? 'source' : 'target';
  const edges = graph.edges.filter((edge) => about.has(edge[end])).sort((a, b) => rateOf(b) - rateOf(a));
  const told = edges.slice(0, most);
  const ends = new Set(told.flatMap(({ source, target }) => [source, target]));
  const nodes: GraphNode[] = graph.nodes.filter(({ id }) => ends.has(id) || about.has(id)).slice(0, 2 * most);
  return { at: graph.at, window: graph.window, edges: told, nodes, more: edges.length - told.length };
}
