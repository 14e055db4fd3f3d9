import type { TrafficGraph } from '#lib/graph/model.ts';
import type { MeshSnapshot } from '#lib/mesh/snapshot.ts';
import { type CoveredSpan, coverSpans } from '#lib/traces/cover-spans.ts';
import { type Place, placeSpans } from '#lib/traces/place-spans.ts';
import { type SpanTree, spanTree, type TreeSpan } from '#lib/traces/span-tree.ts';
import type { Trace } from '#lib/traces/trace.ts';
import type { Context } from '../context.ts';

/** A trace as it is (`tree`, `places`) and as the viewer sees it (`shown`, `covered`). */
export interface SeenTree {
  readonly tree: SpanTree;
  readonly places: ReadonlyMap<TreeSpan, Place>;
  readonly covered: ReadonlyMap<TreeSpan, CoveredSpan>;
  readonly shown: SpanTree;
}

interface Behind {
  readonly graph: TrafficGraph;
  readonly snapshot: MeshSnapshot;
}

/** A trace on the graph, with what the viewer may not read covered. */
export function seenTree(ctx: Pick<Context, 'viewer'>, trace: Trace, behind: Behind): SeenTree {
  const tree = spanTree(trace);
  const { namespaces } = ctx.viewer;
  const covered = coverSpans(tree.roots, namespaces, namespacesOf(behind));
  const places = placeSpans(tree, behind.graph);
  const shown = namespaces === null ? tree : spanTree({ spans: [...covered.values()] });
  return { tree, places, covered, shown };
}

/** Of Kubernetes and of the graph: the list of namespaces may be forbidden. */
function namespacesOf({ graph, snapshot }: Behind): ReadonlySet<string> {
  const listed = [...snapshot.clusters.values()].flatMap(({ objects }) => [
    ...(objects.get('Namespace')?.get('')?.keys() ?? []),
  ]);
  return new Set([...listed, ...graph.nodes.flatMap(({ namespace }) => namespace ?? [])]);
}
