/** A place on the plane, in model units; a node's is its centre. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** What a layout needs to know of a node: who it is, how big, and in which boxes, each within the one before it. */
export interface LayoutNode {
  readonly id: string;
  readonly boxes: readonly string[];
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
