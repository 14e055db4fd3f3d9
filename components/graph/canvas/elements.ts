import type { Scene, SceneEdge, SceneNode } from '../scene/scene.ts';

/** Nodes and edges share one space of ids in cytoscape: a prefix keeps them apart. */
export const nodeElement = (id: string): string => `n ${id}`;
export const edgeElement = (id: string): string => `e ${id}`;
/** The id within the scene of an element's id. */
export const sceneId = (element: string): string => element.slice(2);

/** What cytoscape holds of an element: only what its shape or line depends on. Numbers live in the painter. */
export interface DrawnElement {
  readonly id: string;
  readonly group: 'nodes' | 'edges';
  readonly classes: string;
  readonly data: Readonly<Record<string, string | number | boolean | undefined>>;
}

const lineWidths = { 1: 1.1, 2: 1.9, 3: 3 } as const;

function drawnNode(node: SceneNode): DrawnElement {
  return {
    id: nodeElement(node.id),
    group: 'nodes',
    classes: node.presence === 'ghost' ? 'item ghost' : 'item',
    data: {
      kind: node.kind,
      gateway: node.gateway,
      status: node.status,
      width: node.width,
      height: node.height,
    },
  };
}

function drawnEdge(edge: SceneEdge): DrawnElement {
  return {
    id: edgeElement(edge.id),
    group: 'edges',
    classes: edge.presence === 'ghost' ? 'ghost' : '',
    data: {
      source: nodeElement(edge.source),
      target: nodeElement(edge.target),
      status: edge.status,
      protocol: edge.protocol,
      bent: edge.bent,
      line: lineWidths[edge.width] + (edge.status === 'failing' ? 1 : 0),
    },
  };
}

/**
 * Every element of a scene, nodes before their edges. Boxes are not among them: the library would look up the parents of
 * every node in every frame, which costs more than drawing it.
 */
export const drawnElements = (scene: Scene): ReadonlyMap<string, DrawnElement> =>
  new Map(
    [...scene.nodes.map(drawnNode), ...scene.edges.map(drawnEdge)].map((element) => [element.id, element]),
  );

export interface ElementDiff {
  readonly added: readonly DrawnElement[];
  readonly changed: readonly DrawnElement[];
  readonly removed: readonly string[];
}

const fixed = ['source', 'target'] as const;

function isSame(a: DrawnElement, b: DrawnElement): boolean {
  if (a.classes !== b.classes) return false;
  for (const key in b.data) if (a.data[key] !== b.data[key]) return false;
  return true;
}

/** What to do to a canvas that shows `before` so that it shows `after`. An edge whose ends moved is another line. */
export function diffElements(
  before: ReadonlyMap<string, DrawnElement>,
  after: ReadonlyMap<string, DrawnElement>,
): ElementDiff {
  const added: DrawnElement[] = [];
  const changed: DrawnElement[] = [];
  const removed = [...before.keys()].filter((id) => !after.has(id));
  for (const [id, element] of after) {
    const old = before.get(id);
    if (old === undefined) added.push(element);
    else if (fixed.some((key) => old.data[key] !== element.data[key])) {
      removed.push(id);
      added.push(element);
    } else if (!isSame(old, element)) changed.push(element);
  }
  return { added, changed, removed };
}
