import type { BreakdownResponse } from '#lib/api/details-contract.ts';
import { breakDown, type Dimension, type End, errorsBeforeCallee } from '#lib/graph/breakdown.ts';
import type { GraphNode } from '#lib/graph/model.ts';
import type { MeshSnapshot } from '#lib/mesh/snapshot.ts';
import { bytesByPod, latencyByPod, p95ByPod, requestsByPod } from '#lib/prom/queries/by-pod.ts';
import type { Context } from '../context.ts';
import { createAsker } from './asker.ts';
import { type EdgeQuery, locateEdge } from './locate-edge.ts';

/** What the callee's proxies say of themselves, and the caller's: hidden with the end that it is about. */
const ofCallee: readonly Dimension[] = ['pod', 'node', 'zone', 'version'];

const endOf = (snapshot: MeshSnapshot, { cluster, namespace }: GraphNode): End => ({
  cluster: snapshot.clusters.get(cluster) ?? null,
  namespace,
});

/** One pod or all? An edge's traffic by callee pod, node, zone and version, and by caller pod, as far as the viewer may see it. */
export async function readBreakdown(ctx: Context, input: EdgeQuery): Promise<BreakdownResponse> {
  const { reading, snapshot, matchers, edge, source, target, whole, from, to } = await locateEdge(ctx, input);
  const asked = createAsker(ctx, reading);
  const { window } = reading;
  const tcp = edge.protocol === 'tcp';
  const none = Promise.resolve([]);
  const [requests, latency, p95, bytes] = await Promise.all([
    tcp ? none : asked.now(requestsByPod(matchers, window)),
    tcp ? none : asked.now(latencyByPod(matchers, window)),
    tcp ? none : asked.now(p95ByPod(matchers, window)),
    tcp ? Promise.all(bytesByPod(matchers, window).map(asked.now)).then((both) => both.flat()) : none,
  ]);
  const parts = breakDown({
    callee: endOf(snapshot, to),
    caller: endOf(snapshot, from),
    window,
    answers: { requests, latency, p95, bytes },
  });
  const hidden = (node: GraphNode) => node.kind === 'inaccessible';
  return {
    parts: parts.filter(({ dimension }) => !hidden(ofCallee.includes(dimension) ? target : source)),
    errorsBeforeCallee: errorsBeforeCallee(requests),
    promql: edge.id === whole.id ? asked.promql : [],
    missing: asked.missing,
  };
}
