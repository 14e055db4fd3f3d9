import type { TrafficGraph } from '#lib/graph/model.ts';
import type { SceneChanges } from './change.ts';
import type { Presence } from './scene.ts';

/** How long what is gone stays as a ghost, and what is new is marked, in seconds. */
const ghostFor = 300;
const freshFor = 60;

/** When each element was first and last seen in one view, with what is gone of it. */
export interface Presences {
  readonly graph: TrafficGraph;
  readonly firstSeen: ReadonlyMap<string, number>;
  readonly goneAt: ReadonlyMap<string, number>;
  /** What is not the same at the other moment of a comparison; null while nothing is compared. */
  readonly changes: SceneChanges | null;
}

/** The first graph of a view: nothing in it is new. */
export function startPresence(graph: TrafficGraph): Presences {
  return { graph, firstSeen: new Map(), goneAt: new Map(), changes: null };
}

/** Whether two lists are of the same elements in the same order, as they nearly always are: then none came or went. */
const hasSame = (before: readonly { readonly id: string }[], after: readonly { readonly id: string }[]) =>
  before.length === after.length && after.every(({ id }, i) => before[i]?.id === id);

/**
 * The next graph of the same view, with what disappeared from it carried along for five minutes. `now` in Unix seconds.
 * Identities decide, so a node that comes back is the node it was.
 */
export function nextPresence(before: Presences, graph: TrafficGraph, now: number): Presences {
  const firstSeen = new Map([...before.firstSeen].filter(([, at]) => now - at < freshFor));
  if (hasSame(before.graph.nodes, graph.nodes) && hasSame(before.graph.edges, graph.edges))
    return { graph, firstSeen, goneAt: new Map(), changes: null };
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const edges = new Map(graph.edges.map((edge) => [edge.id, edge]));
  const known = new Set<string>([...before.graph.nodes, ...before.graph.edges].map((element) => element.id));
  for (const id of [...nodes.keys(), ...edges.keys()]) {
    if (!known.has(id)) firstSeen.set(id, now);
  }
  const goneAt = new Map<string, number>();
  const keep = (id: string): boolean => {
    const at = before.goneAt.get(id) ?? now;
    if (now - at >= ghostFor) return false;
    goneAt.set(id, at);
    return true;
  };
  const ghostNodes = before.graph.nodes.filter((node) => !nodes.has(node.id) && keep(node.id));
  const standing = new Set<string>([...nodes.keys(), ...ghostNodes.map((node) => node.id)]);
  const ghostEdges = before.graph.edges.filter(
    (edge) => !edges.has(edge.id) && standing.has(edge.source) && standing.has(edge.target) && keep(edge.id),
  );
  return {
    graph: { ...graph, nodes: [...graph.nodes, ...ghostNodes], edges: [...graph.edges, ...ghostEdges] },
    firstSeen,
    goneAt,
    changes: null,
  };
}

/** Whether an element is there, has just come, or is gone. */
export function presenceOf({ goneAt, firstSeen, changes }: Presences, id: string): Presence {
  if (goneAt.has(id)) return changes === null ? 'ghost' : 'absent';
  return firstSeen.has(id) ? 'fresh' : 'here';
}
