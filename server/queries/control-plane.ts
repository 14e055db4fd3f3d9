import { controlPlaneProblems } from '#lib/diagnosis/control-plane-problems.ts';
import type { CauseFound } from '#lib/diagnosis/diagnosis.ts';
import { readControlPlane } from '#lib/diagnosis/read-telemetry.ts';
import { noControl } from '#lib/diagnosis/telemetry.ts';
import type { TrafficGraph } from '#lib/graph/model.ts';
import type { FullGraph, GraphContext } from './full-graph.ts';
import { shared } from './shared.ts';

/** Longer than this nobody waits for what istiod tells, in milliseconds: what its objects say is told without. */
const patience = 2000;

/** What is wrong with the control planes of the clusters, as it is at the moment of a graph: asked once, whoever looks. */
export async function controlPlaneOf(
  ctx: Pick<GraphContext, 'prom' | 'clock' | 'signal'>,
  { graph, snapshot }: Pick<FullGraph, 'graph' | 'snapshot'>,
): Promise<readonly CauseFound[]> {
  const known = shared(
    ctx.prom,
    'control planes',
    () => new WeakMap<TrafficGraph, ReturnType<typeof read>>(),
  );
  const telemetry = known.get(graph) ?? read(ctx, graph);
  known.set(graph, telemetry);
  const told = await telemetry;
  return [...snapshot.clusters.values()].flatMap((cluster) => controlPlaneProblems(cluster, told, graph.at));
}

function read({ prom, clock, signal }: Pick<GraphContext, 'prom' | 'clock' | 'signal'>, graph: TrafficGraph) {
  // Shared between viewers, so nobody's leaving ends it; what cannot be asked is not known.
  const { signal: own } = new AbortController();
  const asked = readControlPlane(graph, {
    now: (query) => prom.instant(query, graph.at, own).catch(() => []),
  });
  return Promise.race([asked, clock.after(patience, signal).then(() => noControl)]);
}
