/** A place on the plane, in model units; a node's is its centre. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** What a layout needs to know of a node: who it is, how big, and in which box (null: in none). */
export interface LayoutNode {
  readonly id: string;
  readonly box: string | null;
  readonly width: number;
  readonly height: number;
}

export interface LayoutEdge {
  readonly id: string;
  readonly source: string;
  readonly target: string;
}

export interface LayoutGraph {
  readonly nodes: readonly LayoutNode[];
  readonly edges: readonly LayoutEdge[];
}

/** Centres by node id. Plain, so that it can cross to a worker and into storage. */
export type Positions = Readonly<Record<string, Point>>;

/** Room that a box keeps around its nodes, with the title above. */
export const boxPadding = { top: 34, side: 18, bottom: 18 } as const;

/** The nodes of each box, boxes in the order of their names, boxless nodes last under null. */
export function nodesByBox(nodes: readonly LayoutNode[]): Map<string | null, LayoutNode[]> {
  const boxes = [...new Set(nodes.map((node) => node.box))].sort((a, b) =>
    a === null ? 1 : b === null ? -1 : a.localeCompare(b),
  );
  const groups = new Map<string | null, LayoutNode[]>(boxes.map((box) => [box, []]));
  for (const node of nodes) groups.get(node.box)?.push(node);
  return groups;
}
