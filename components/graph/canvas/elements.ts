import type { HealthStatus } from '#lib/graph/model.ts';
import type { Scene, SceneEdge, SceneNode } from '../scene/scene.ts';

/** Nodes and edges share one space of ids in cytoscape: a prefix keeps them apart. */
export const nodeElement = (id: string): string => `n ${id}`;
export const edgeElement = (id: string): string => `e ${id}`;
/** The id within the scene of an element's id. */
export const sceneId = (element: string): string => element.slice(2);

/**
 * What cytoscape holds of an element: only what its shape or line depends on while traffic goes well or ill. It draws
 * everything anew for one change, so numbers and marks of trouble, which come and go with every refresh, are the painter's.
 */
export interface DrawnElement {
  readonly id: string;
  readonly group: 'nodes' | 'edges';
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
    id: nodeElement(node.id),
    group: 'nodes',
    classes: node.presence === 'ghost' ? 'item ghost' : 'item',
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
    id: edgeElement(edge.id),
    group: 'edges',
    classes: edge.presence === 'ghost' ? 'ghost' : '',
    data: {
      source: nodeElement(edge.source),
      target: nodeElement(edge.target),
      traffic: knowledge(edge.status),
      protocol: edge.protocol,
      bent: edge.bent,
      line: lineWidth(edge.rate, before?.data.line),
    },
  };
}

/**
 * Every element of a scene, nodes before their edges; `before` is what is drawn so far. Boxes are not among them: the library would look up the parents of
 * every node in every frame, which costs more than drawing it.
 */
export function drawnElements(
  scene: Scene,
  before: ReadonlyMap<string, DrawnElement> = new Map(),
): ReadonlyMap<string, DrawnElement> {
  const elements = new Map<string, DrawnElement>();
  // What stays as it is keeps its object: it is not looked at again.
  const put = (element: DrawnElement, old: DrawnElement | undefined) =>
    elements.set(element.id, old && isSame(old, element) ? old : element);
  for (const node of scene.nodes) put(drawnNode(node), before.get(nodeElement(node.id)));
  for (const edge of scene.edges) {
    const old = before.get(edgeElement(edge.id));
    put(drawnEdge(edge, old), old);
  }
  return elements;
}

export interface ElementDiff {
  readonly added: readonly DrawnElement[];
  readonly changed: readonly DrawnElement[];
  readonly removed: readonly string[];
}

const fixed = ['source', 'target'] as const;

function isSame(a: DrawnElement, b: DrawnElement): boolean {
  if (a === b) return true;
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
