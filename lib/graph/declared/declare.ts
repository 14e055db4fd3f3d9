import type { EdgeId } from '#lib/core/ids.ts';
import type { MeshSnapshot } from '#lib/mesh/snapshot.ts';
import type { GraphEdge, GraphNode, TrafficGraph } from '../model.ts';
import { circuitBreakingOf } from './circuit-breaking.ts';
import { wayOf } from './edge-way.ts';
import { faultsOf } from './faults.ts';
import type { EdgeLayers } from './layers.ts';
import { localityOf } from './locality.ts';
import { mirroringOf } from './mirroring.ts';
import { type Siblings, sentWith } from './observed.ts';
import type { Readable } from './stands-for.ts';
import { timeoutsOf } from './timeouts.ts';

/**
 * What is declared for each edge of a graph beside what its own rows show of it. Edges of which nothing can be said are left
 * out. Objects in namespaces that are not `readable` are as if they were not there.
 */
export function declaredOf(
  graph: Pick<TrafficGraph, 'nodes' | 'edges'>,
  snapshot: MeshSnapshot,
  readable: Readable,
): ReadonlyMap<EdgeId, EdgeLayers> {
  return new Map(
    [...withEnds(graph)].flatMap(([, from]) =>
      from.flatMap(({ edge, source, target }) => {
        const layers = layersOf(edge, { source, target }, from, snapshot, readable);
        return layers === null ? [] : [[edge.id, layers] as const];
      }),
    ),
  );
}

/** The layers of one edge; `siblings` are all edges of its source. Null where there is nothing to say. */
export function layersOf(
  edge: GraphEdge,
  ends: { readonly source: GraphNode; readonly target: GraphNode },
  siblings: Siblings,
  snapshot: MeshSnapshot,
  readable: Readable,
): EdgeLayers | null {
  const way = wayOf(edge, ends, snapshot, readable);
  if (way === null) return null;
  const sent = sentWith(edge, siblings);
  const isTcp = edge.protocol === 'tcp';
  const layers: EdgeLayers = {
    breaking: circuitBreakingOf(sent, way),
    faults: isTcp ? null : faultsOf(sent, way),
    timeouts: isTcp ? null : timeoutsOf(sent, way),
    mirroring: isTcp ? null : mirroringOf(edge, way, siblings, readable),
    locality: localityOf(way, readable),
  };
  return Object.values(layers).some((layer) => layer !== null) ? layers : null;
}

function withEnds({ nodes, edges }: Pick<TrafficGraph, 'nodes' | 'edges'>) {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const whole = edges.flatMap((edge) => {
    const [source, target] = [byId.get(edge.source), byId.get(edge.target)];
    return source === undefined || target === undefined ? [] : [{ edge, source, target }];
  });
  return Map.groupBy(whole, ({ edge }) => edge.source);
}
