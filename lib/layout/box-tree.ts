import type { LayoutNode } from './layout-graph.ts';

/** A box with what lies in it: nodes of its own, and further boxes. */
export interface LayoutBox {
  /** Null: the plane itself. */
  readonly id: string | null;
  readonly nodes: readonly LayoutNode[];
  readonly boxes: readonly LayoutBox[];
}

interface Building {
  readonly id: string | null;
  readonly nodes: LayoutNode[];
  readonly inner: Map<string, Building>;
}

const empty = (id: string | null): Building => ({ id, nodes: [], inner: new Map() });

const built = ({ id, nodes, inner }: Building): LayoutBox => ({
  id,
  nodes,
  boxes: [...inner.values()].sort((a, b) => (a.id ?? '').localeCompare(b.id ?? '')).map((box) => built(box)),
});

/** The plane with its nodes in their boxes: boxes in the order of their names, nodes in their own. */
export function boxTree(nodes: readonly LayoutNode[]): LayoutBox {
  const plane = empty(null);
  for (const node of nodes) {
    let box = plane;
    for (const id of node.boxes) {
      const known = box.inner.get(id) ?? empty(id);
      box.inner.set(id, known);
      box = known;
    }
    box.nodes.push(node);
  }
  return built(plane);
}
