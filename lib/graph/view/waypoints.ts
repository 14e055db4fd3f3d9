import { edgeKey, removeNode, type ViewEdge, type ViewGraph } from './view-graph.ts';

/**
 * Leaves waypoints out, with what they received and sent: requests reported by a waypoint name the workloads at both ends
 * anyway. Nodes that had no other edge go with them.
 */
export function hideWaypoints(graph: ViewGraph): void {
  for (const node of [...graph.nodes.values()]) if (node.waypoint) removeNode(graph, node.id);
  const connected = new Set([...graph.edges.values()].flatMap(({ source, target }) => [source, target]));
  for (const { id, idle } of [...graph.nodes.values()])
    if (!idle && !connected.has(id)) graph.nodes.delete(id);
}

/** Edges at waypoints know their direction; one to a waypoint takes in the edge back to the same node. */
export function foldWaypoints(graph: ViewGraph): void {
  const isWaypoint = (id: string) => graph.nodes.get(id)?.waypoint === true;
  for (const edge of graph.edges.values()) {
    if (isWaypoint(edge.source)) edge.waypoint = { direction: 'from', returned: null };
  }
  for (const edge of [...graph.edges.values()]) {
    if (!isWaypoint(edge.target) || isWaypoint(edge.source)) continue;
    const returned = edgeBack(graph, edge);
    edge.waypoint = { direction: 'to', returned };
    if (returned === null) continue;
    returned.waypoint = null;
    graph.edges.delete(edgeKey(returned.source, returned.target, returned.protocol));
  }
}

/** The edge back in the same protocol, else one in a protocol in which nothing went there. */
function edgeBack({ edges }: ViewGraph, { source, target, protocol }: ViewEdge): ViewEdge | null {
  const others = protocols.filter(
    (other) => other !== protocol && !edges.has(edgeKey(source, target, other)),
  );
  for (const one of [protocol, ...others]) {
    const found = edges.get(edgeKey(target, source, one));
    if (found !== undefined) return found;
  }
  return null;
}

const protocols = ['http', 'grpc', 'tcp'] as const;
