import { middleEllipsis } from '#lib/format/ellipsis.ts';
import type { GraphEdge, GraphNode, TrafficGraph } from '#lib/graph/model.ts';
import { severalClusters } from '#lib/graph/several-clusters.ts';
import type { Point } from '#lib/layout/layout-graph.ts';
import type { Selection } from '#lib/url/graph-codec.ts';
import type { Target } from './canvas/graph-canvas.ts';
import { edgeErrorText, edgeRateText } from './scene/edge-facts.ts';
import { markWords } from './scene/mark-words.ts';
import { nodeHeard, nodeLabel } from './scene/node-name.ts';
import type { Scene } from './scene/scene.ts';
import { statusWord } from './status-word.tsx';

/** What is told of what is under the pointer. */
export interface Hovered {
  readonly at: Point;
  readonly title: string;
  readonly node: GraphNode | null;
  readonly edge: GraphEdge | null;
  /** The node's, where the graph has several. */
  readonly cluster: string | null;
}

/** What a node of a graph is called, cut to what can be heard out; its id where it is not on it. */
export const labelOf = (graph: TrafficGraph, id: string): string => {
  const node = graph.nodes.find((each) => each.id === id);
  return node ? nodeHeard(node) : middleEllipsis(id, 60);
};

/** What the selection is, as it is read aloud. */
export function announce(selection: Selection | null, graph: TrafficGraph | null): string {
  if (!selection || !graph) return '';
  if (selection.kind === 'node') {
    const node = graph.nodes.find((each) => each.id === selection.id);
    if (!node) return '';
    const marks = node.marks.map((mark) => `, ${markWords[mark].word}`).join('');
    return `Selected ${nodeHeard(node)}, ${statusWord(node.health.status)}${marks}.`;
  }
  const edge = graph.edges.find((each) => each.id === selection.id);
  if (!edge) return '';
  const ends = `${labelOf(graph, edge.source)} to ${labelOf(graph, edge.target)}`;
  return `Selected edge ${ends}, ${statusWord(edge.health.status)}, ${edgeRateText(edge)}, errors ${edgeErrorText(edge)}.`;
}

/** What is under the pointer, or null for the title of a box, which says all it has. */
export function hoverOf(target: Target, at: Point, graph: TrafficGraph, scene: Scene): Hovered | null {
  if (target.kind === 'box') return null;
  if (target.kind === 'node') {
    const node = graph.nodes.find((each) => each.id === target.id) ?? null;
    const drawn = scene.nodes.find((each) => each.id === target.id);
    if (!drawn) return null;
    const cluster = node && severalClusters(graph.nodes) ? node.cluster : null;
    return { at, title: node ? nodeLabel(node) : drawn.name, node, edge: null, cluster };
  }
  const drawn = scene.edges.find((each) => each.id === target.id);
  if (!drawn) return null;
  const [only, ...others] = drawn.members;
  if (others.length > 0)
    return { at, title: `${drawn.members.length} edges`, node: null, edge: null, cluster: null };
  const edge = graph.edges.find((each) => each.id === only) ?? null;
  const title = edge ? `${labelOf(graph, edge.source)} → ${labelOf(graph, edge.target)}` : '';
  return { at, title, node: null, edge, cluster: null };
}
