import type { HealthStatus } from '#lib/graph/model.ts';
import { isAway, type Scene, type SceneEdge, type SceneNode } from '../scene/scene.ts';

/** Nodes and edges share one space of ids in cytoscape: a prefix keeps them apart. */
export const nodeElement = (id: string): string => `n ${id}`;
export const edgeElement = (id: string): string => `e ${id}`;
/** The id within the library of what is drawn. */
export const elementOf = ({ group, id }: Pick<DrawnElement, 'group' | 'id'>): string =>
  group === 'nodes' ? nodeElement(id) : edgeElement(id);
/** The id within the scene of an element's id. */
export const sceneId = (element: string): string => element.slice(2);

/**
 * What cytoscape holds of an element: only what its shape or line depends on while traffic goes well or ill. It draws
 * everything anew for one change, so numbers and marks of trouble, which come and go with every refresh, are the painter's.
 */
export interface DrawnElement {
  /** Its id within the scene. */
  readonly id: string;
  readonly group: 'nodes' | 'edges';
  /** The nodes that an edge joins, by their ids within the scene; null for a node. */
  readonly ends: { readonly source: string; readonly target: string } | null;
  readonly classes: string;
  readonly data: Readonly<Record<string, string | number | boolean | undefined>>;
}

/** Widths of lines below 1 request per second, below 30, and above. */
const lineWidths = [1.1, 1.9, 3] as const;
const lineStep = (rate: number): number => (rate < 1 ? 0 : rate < 30 ? 1 : 2);
/** A line keeps its width until its rate is this many times beyond the border: rates waver. */
const lineSlack = 1.5;

/** How wide the line of an edge is; `before` is its width so far. */
function lineWidth(rate: number | null, before: unknown): number {
  const known = (lineWidths as readonly unknown[]).indexOf(before);
  const [low, high] = [lineStep((rate ?? 0) / lineSlack), lineStep((rate ?? 0) * lineSlack)];
  const step = known >= low && known <= high ? known : lineStep(rate ?? 0);
  return lineWidths[step] ?? lineWidths[0];
}

/** What is known of the traffic, whether it goes well or not. */
const knowledge = (status: HealthStatus): string =>
  status === 'idle' || status === 'unknown' ? status : 'flowing';

function drawnNode(node: SceneNode): DrawnElement {
  return {
    id: node.id,
    group: 'nodes',
    ends: null,
    classes: isAway(node) ? `item ${node.presence}` : 'item',
    data: {
      kind: node.kind,
      gateway: node.gateway,
      closed: node.node === null,
      traffic: knowledge(node.status),
      width: node.width,
      height: node.height,
    },
  };
}

function drawnEdge(edge: SceneEdge, before: DrawnElement | undefined): DrawnElement {
  return {
    id: edge.id,
    group: 'edges',
    ends: { source: edge.source, target: edge.target },
    classes: isAway(edge) ? edge.presence : '',
    data: {
      traffic: knowledge(edge.status),
      protocol: edge.protocol,
      bent: edge.bent,
      line: lineWidth(edge.rate, before?.data.line),
    },
  };
}

/** What is drawn, by its ids within the scene: ids of the library would have to be joined anew for every element and refresh. */
export interface Drawn {
  readonly nodes: ReadonlyMap<string, DrawnElement>;
  readonly edges: ReadonlyMap<string, DrawnElement>;
}

export const nothingDrawn: Drawn = { nodes: new Map(), edges: new Map() };

/**
 * Every element of a scene; `before` is what is drawn so far. Boxes are not among them: the library would look up the parents of
 * every node in every frame, which costs more than drawing it.
 */
export function drawnElements(scene: Scene, before: Drawn = nothingDrawn): Drawn {
  // What stays as it is keeps its object: it is not looked at again.
  const keep = (old: DrawnElement | undefined, element: DrawnElement) =>
    old && isSame(old, element) ? old : element;
  const nodes = new Map<string, DrawnElement>();
  for (const node of scene.nodes) nodes.set(node.id, keep(before.nodes.get(node.id), drawnNode(node)));
  const edges = new Map<string, DrawnElement>();
  for (const edge of scene.edges) {
    const old = before.edges.get(edge.id);
    edges.set(edge.id, keep(old, drawnEdge(edge, old)));
  }
  return { nodes, edges };
}

export interface ElementDiff {
  /** Nodes before the edges that join them. */
  readonly added: readonly DrawnElement[];
  readonly changed: readonly DrawnElement[];
  readonly removed: readonly DrawnElement[];
}

const hasSameEnds = (a: DrawnElement, b: DrawnElement): boolean =>
  a.ends?.source === b.ends?.source && a.ends?.target === b.ends?.target;

function isSame(a: DrawnElement, b: DrawnElement): boolean {
  if (a === b) return true;
  if (a.classes !== b.classes || !hasSameEnds(a, b)) return false;
  for (const key in b.data) if (a.data[key] !== b.data[key]) return false;
  return true;
}

/** What to do to a canvas that shows `before` so that it shows `after`. An edge whose ends moved is another line. */
export function diffElements(before: Drawn, after: Drawn): ElementDiff {
  const added: DrawnElement[] = [];
  const changed: DrawnElement[] = [];
  const removed: DrawnElement[] = [];
  for (const group of ['nodes', 'edges'] as const) {
    for (const [id, old] of before[group]) if (!after[group].has(id)) removed.push(old);
    for (const [id, element] of after[group]) {
      const old = before[group].get(id);
      if (old === undefined) added.push(element);
      else if (!hasSameEnds(old, element)) {
        removed.push(old);
        added.push(element);
      } else if (!isSame(old, element)) changed.push(element);
    }
  }
  return { added, changed, removed };
}
