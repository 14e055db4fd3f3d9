import { edgeId, nodeId } from '#lib/core/ids.ts';
import type { GraphEdge, GraphNode, TrafficGraph, Unplaced } from './model.ts';

/** The part of a graph that is about some namespaces: edges with an end in them, and the nodes at the other ends. */
export function inNamespaces(graph: TrafficGraph, namespaces: ReadonlySet<string>): TrafficGraph {
  if (namespaces.size === 0) return graph;
  const inside = new Set(
    graph.nodes
      .filter((node) => node.namespace !== null && namespaces.has(node.namespace))
      .map(({ id }) => id),
  );
  const edges = graph.edges.filter((edge) => inside.has(edge.source) || inside.has(edge.target));
  const kept = new Set([...inside, ...edges.flatMap((edge) => [edge.source, edge.target])]);
  return { ...graph, edges, nodes: graph.nodes.filter((node) => kept.has(node.id)) };
}

/** Which namespaces a viewer may read (null: all), and a one-way name for what must not be told. */
export interface Visibility {
  readonly namespaces: ReadonlySet<string> | null;
  /** The same text for the same id, from which the id cannot be told. */
  readonly opaque: (id: string) => string;
}

/** Whether a viewer may know of a node. Nodes without a namespace (hosts outside, callers without proxy) tell no names of others. */
export const mayRead = (
  node: Pick<GraphNode, 'namespace'>,
  namespaces: ReadonlySet<string> | null,
): boolean => namespaces === null || node.namespace === null || namespaces.has(node.namespace);

/**
 * The graph as a viewer may see it. A peer in a namespace that the viewer may not read stays as a node of kind
 * `inaccessible` without name, object or numbers of its own; what happens between two such nodes is left out.
 */
export function forViewer(graph: TrafficGraph, { namespaces, opaque }: Visibility): TrafficGraph {
  if (namespaces === null) return graph;
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const isOpen = (id: GraphNode['id']) => {
    const node = nodes.get(id);
    return node !== undefined && mayRead(node, namespaces);
  };
  const isNamed = (id: GraphNode['id']) => isOpen(id) && nodes.get(id)?.namespace !== null;
  const edges = graph.edges.filter((edge) => isNamed(edge.source) || isNamed(edge.target));
  const touched = new Set(edges.flatMap((edge) => [edge.source, edge.target]));
  return {
    ...graph,
    nodes: graph.nodes
      .filter((node) => touched.has(node.id) || isNamed(node.id))
      .map((node) => (isOpen(node.id) ? trimRates(node) : hidden(node, opaque))),
    edges: edges.map((edge) => visibleEdge(edge, isOpen, { namespaces, opaque })),
    unplaced: graph.unplaced.map(withoutNames),
  };
}

/** Rates of nodes outside all namespaces add up what others sent, too. */
function trimRates(node: GraphNode): GraphNode {
  return node.namespace === null ? { ...node, inRate: null, outRate: null } : node;
}

function hidden(node: GraphNode, opaque: Visibility['opaque']): GraphNode {
  return {
    id: nodeId.parse(`hidden/${opaque(node.id)}`),
    kind: 'inaccessible',
    cluster: node.cluster,
    namespace: null,
    name: '',
    app: null,
    version: null,
    object: null,
    gateway: false,
    waypoint: false,
    proxy: null,
    pods: null,
    marks: [],
    workloadEntries: [],
    health: { status: 'unknown', rule: null, failed: null, total: null, reporter: null, belowFloor: false },
    findings: { error: 0, warning: 0, info: 0 },
    inRate: null,
    outRate: null,
  };
}

function visibleEdge(
  edge: GraphEdge,
  isOpen: (id: GraphNode['id']) => boolean,
  { namespaces, opaque }: Visibility,
): GraphEdge {
  const [source, target] = [isOpen(edge.source), isOpen(edge.target)];
  const service = edge.service !== null && namespaces?.has(edge.service.namespace) ? edge.service : null;
  const routeNamespace = edge.split?.route.namespace ?? null;
  const split = routeNamespace !== null && namespaces?.has(routeNamespace) ? edge.split : null;
  // The id spells the service too, so an edge to a service that is not told has an opaque id as well.
  const open = source && target && (edge.service === null || service !== null);
  return {
    ...edge,
    id: open ? edge.id : edgeId.parse(`hidden/${opaque(edge.id)}`),
    source: source ? edge.source : nodeId.parse(`hidden/${opaque(edge.source)}`),
    target: target ? edge.target : nodeId.parse(`hidden/${opaque(edge.target)}`),
    service,
    split,
    findings: service === null ? { error: 0, warning: 0, info: 0 } : edge.findings,
  };
}

/** An example names both ends of a series and the rate is of everybody's, so they are for those who may read everything. */
const withoutNames = (row: Unplaced): Unplaced => ({ ...row, rate: null, example: {} });
