import type { ToleranceRule } from '#lib/health/tolerance-config.ts';
import type { MeshSnapshot } from '#lib/mesh/snapshot.ts';
import type { NodeDescription } from '../decorate/describe-node.ts';
import type { EdgeTolerances, Tolerated } from '../decorate/health.ts';
import { tolerancesIn } from '../decorate/tolerances.ts';
import type { ServiceRef } from '../model.ts';
import { backingWorkloads } from './backing.ts';
import type { ViewNode } from './view-graph.ts';

interface End {
  readonly node: ViewNode;
  readonly described: NodeDescription;
}

/** What nodes of a view tolerate. An application tolerates what the first of its workloads that says so does. */
export interface ViewTolerances {
  ofNode(node: ViewNode, described: NodeDescription): Tolerated;
  ofEdge(source: End | undefined, target: End | undefined, service: ServiceRef | null): EdgeTolerances;
}

/** What the nodes and edges of a view tolerate in this mesh. */
export function viewTolerances(snapshot: MeshSnapshot, rules: readonly ToleranceRule[] = []): ViewTolerances {
  const tolerances = tolerancesIn(snapshot, rules);
  const annotated = new Map<string, NodeDescription>();

  function withObject({ node, described }: End): NodeDescription {
    if (described.object !== null || node.kind !== 'app') return described;
    const known = annotated.get(node.id);
    if (known !== undefined) return known;
    const objects = backingWorkloads(node, snapshot).map(({ object }) => object);
    const made = { ...described, object: objects.find(tolerances.isWritten) ?? null };
    annotated.set(node.id, made);
    return made;
  }

  const known = (end: End | undefined) => (end === undefined ? undefined : withObject(end));
  return {
    ofNode: (node, described) => tolerances.ofNode(withObject({ node, described })),
    ofEdge: (source, target, service) => tolerances.ofEdge(known(source), known(target), service),
  };
}
