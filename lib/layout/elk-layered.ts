import ELK, { type ElkNode } from 'elkjs/lib/elk.bundled.js';
import { boxTree, type LayoutBox } from './box-tree.ts';
import { boxPadding, type LayoutGraph, type LayoutNode, type Point, type Positions } from './layout-graph.ts';

const options = {
  'elk.algorithm': 'layered',
  'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
  'elk.edgeRouting': 'POLYLINE',
  'elk.spacing.componentComponent': '56',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'elk.layered.crossingMinimization.strategy': 'LAYER_SWEEP',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.randomSeed': '1',
} as const;

/** Above this many nodes the cheaper placement is taken: network simplex grows faster than the graph. */
const thoroughUpTo = 120;

const padding = {
  'elk.padding': `[top=${boxPadding.top},left=${boxPadding.side},bottom=${boxPadding.bottom},right=${boxPadding.side}]`,
};

const child = (node: LayoutNode): ElkNode => ({ id: node.id, width: node.width, height: node.height });

/** Box ids live beside node ids in one tree: the prefix keeps them apart. */
const boxId = (box: string): string => `box\u0000${box}`;

type Direction = 'RIGHT' | 'DOWN';

/** Room for what edges carry: their plates are wide and low. */
const spacing = {
  RIGHT: { 'elk.spacing.nodeNode': '34', 'elk.layered.spacing.nodeNodeBetweenLayers': '120' },
  DOWN: { 'elk.spacing.nodeNode': '44', 'elk.layered.spacing.nodeNodeBetweenLayers': '84' },
} as const satisfies Record<Direction, Record<string, string>>;

/** The same within boxes, each of which has its own; less, or a graph of many could not be drawn large enough to be read. */
const spacingInBox = {
  RIGHT: { 'elk.spacing.nodeNode': '26', 'elk.layered.spacing.nodeNodeBetweenLayers': '76' },
  DOWN: { 'elk.spacing.nodeNode': '28', 'elk.layered.spacing.nodeNodeBetweenLayers': '46' },
} as const satisfies Record<Direction, Record<string, string>>;

/** Boxes before nodes of their own: ties are broken by the order of the model. */
const children = (box: LayoutBox, direction: Direction): ElkNode[] => [
  ...box.boxes.map((inner) => ({
    id: boxId(inner.id ?? ''),
    layoutOptions: { ...padding, ...spacingInBox[direction] },
    children: children(inner, direction),
  })),
  ...box.nodes.map(child),
];

function collect(node: ElkNode, left: number, top: number, into: Record<string, Point>): void {
  for (const inner of node.children ?? []) {
    const x = left + (inner.x ?? 0);
    const y = top + (inner.y ?? 0);
    if (inner.children) collect(inner, x, y, into);
    else into[inner.id] = { x: x + (inner.width ?? 0) / 2, y: y + (inner.height ?? 0) / 2 };
  }
}

/** Room on a common screen, in pixels at full size. */
const screen = { width: 1240, height: 740 };

async function layered(graph: LayoutGraph, direction: Direction): Promise<Positions> {
  const placement = graph.nodes.length > thoroughUpTo ? 'BRANDES_KOEPF' : 'NETWORK_SIMPLEX';
  const laidOut = await new ELK().layout({
    id: 'root\u0000',
    layoutOptions: {
      ...options,
      ...spacing[direction],
      'elk.direction': direction,
      'elk.layered.nodePlacement.strategy': placement,
    },
    children: children(boxTree(graph.nodes), direction),
    edges: graph.edges
      .filter((edge) => edge.source !== edge.target)
      .map((edge) => ({ id: `edge\u0000${edge.id}`, sources: [edge.source], targets: [edge.target] })),
  });
  const positions: Record<string, Point> = {};
  collect(laidOut, 0, 0, positions);
  return positions;
}

/** How many times smaller than full size a layout must be drawn to fit the screen; 1 when it fits. */
function shrink(graph: LayoutGraph, positions: Positions): number {
  const xs = graph.nodes.flatMap((node) => positions[node.id]?.x ?? []);
  const ys = graph.nodes.flatMap((node) => positions[node.id]?.y ?? []);
  const span = (values: readonly number[], size: number) => Math.max(...values) - Math.min(...values) + size;
  return Math.max(1, span(xs, 200) / screen.width, span(ys, 60) / screen.height);
}

/**
 * Layers from callers to what they call, namespaces as boxes; rightward, or downward where that lets a deep graph be drawn
 * larger. For up to about 300 nodes.
 */
export async function elkLayered(graph: LayoutGraph): Promise<Positions> {
  if (graph.nodes.length === 0) return {};
  const right = await layered(graph, 'RIGHT');
  if (graph.nodes.length > thoroughUpTo) return right;
  const down = await layered(graph, 'DOWN');
  // Rightward reads better: downward has to be clearly larger.
  return shrink(graph, down) < shrink(graph, right) * 0.8 ? down : right;
}
