import type { NodeId } from '#lib/core/ids.ts';
import { boxesOf, boxKindOf } from '#lib/graph/boxes.ts';
import type { GraphEdge, GraphNode, TrafficGraph } from '#lib/graph/model.ts';
import type { BoxKind } from '#lib/url/drawing-codec.ts';
import { byUrgency } from './severity.ts';

/** Above this many nodes, namespaces start as one node each. */
export const nodeBudget = 300;
/** Above this many failing edges only the worst are drawn apart; the list has them all. */
const failingBudget = 150;
const failingDrawn = 50;

/** The id of the one node that stands for all in a box. */
export const closedNodeId = (box: string): string => `${boxKindOf(box)} ${box}`;

/** The box that a node of the scene stands for; null for one that stands for itself. */
export const closedBoxOf = (id: string): string | null =>
  /^(?:cluster|namespace|app) (.+)$/s.exec(id)?.[1] ?? null;

/** What can be closed: namespaces always, and whatever else has boxes. */
export const closable = (kinds: readonly BoxKind[]): readonly BoxKind[] => [...kinds, 'namespace'];

/** The failing edges that are always drawn between their own nodes. */
function drawnFailing(edges: readonly GraphEdge[]): readonly GraphEdge[] {
  const failing = edges.filter((edge) => edge.health.status === 'failing');
  return failing.length <= failingBudget ? failing : [...failing].sort(byUrgency).slice(0, failingDrawn);
}

export interface CollapseOptions {
  /** What boxes are drawn round. */
  readonly boxes: readonly BoxKind[];
  readonly isCollapsed: (box: string) => boolean;
  /** Ids of what is selected: never hidden in a box. */
  readonly selected: ReadonlySet<string>;
}

export interface Collapse {
  /** Nodes of the graph that stand for themselves. */
  readonly shown: ReadonlySet<NodeId>;
  /** Where each node of the graph is drawn: itself, or the box that is closed over it. */
  readonly place: ReadonlyMap<NodeId, string>;
  /** Nodes hidden in each closed box. */
  readonly hidden: ReadonlyMap<string, readonly GraphNode[]>;
}

/**
 * Which nodes are drawn and which are within the one node of a closed box, the outermost that is closed. The ends of failing edges, and what is
 * selected, are always drawn; a hidden remainder of one would save nothing and is drawn too.
 */
export function collapseGraph(
  graph: TrafficGraph,
  { boxes: kinds, isCollapsed, selected }: CollapseOptions,
): Collapse {
  const always = new Set<string>(selected);
  for (const edge of drawnFailing(graph.edges)) always.add(edge.source).add(edge.target);
  for (const edge of graph.edges) if (selected.has(edge.id)) always.add(edge.source).add(edge.target);
  const hidden = new Map<string, GraphNode[]>();
  for (const node of graph.nodes) {
    const box = always.has(node.id) ? undefined : boxesOf(node, closable(kinds)).find(isCollapsed);
    if (box === undefined) continue;
    const known = hidden.get(box);
    if (known) known.push(node);
    else hidden.set(box, [node]);
  }
  for (const [box, nodes] of hidden) if (nodes.length < 2) hidden.delete(box);
  const place = new Map<NodeId, string>(graph.nodes.map((node) => [node.id, node.id]));
  for (const [box, nodes] of hidden) for (const node of nodes) place.set(node.id, closedNodeId(box));
  const shown = new Set(graph.nodes.filter((node) => place.get(node.id) === node.id).map((node) => node.id));
  return { shown, place, hidden };
}

/** The edges that one line stands for. */
export interface EdgeGroup {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  readonly members: readonly GraphEdge[];
}

/** Edges drawn as one line: those that join the same two places, or a single one between shown nodes. */
export function groupEdges(edges: readonly GraphEdge[], collapse: Collapse): readonly EdgeGroup[] {
  const groups: EdgeGroup[] = [];
  const joined = new Map<string, GraphEdge[]>();
  for (const edge of edges) {
    const source = collapse.place.get(edge.source);
    const target = collapse.place.get(edge.target);
    if (source === undefined || target === undefined) continue;
    if (source === edge.source && target === edge.target) {
      groups.push({ id: edge.id, source, target, members: [edge] });
      continue;
    }
    if (source === target) continue;
    const id = `between ${source} and ${target} ${edge.protocol === 'tcp' ? 'tcp' : 'http'}`;
    const known = joined.get(id);
    if (known) {
      known.push(edge);
      continue;
    }
    const members = [edge];
    joined.set(id, members);
    groups.push({ id, source, target, members });
  }
  return groups;
}
