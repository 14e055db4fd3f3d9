import cytoscape, { type BaseLayoutOptions, type ElementDefinition } from 'cytoscape';
import fcose from 'cytoscape-fcose';
import { gridLayout } from './grid.ts';
import type { LayoutGraph, Point, Positions } from './layout-graph.ts';
import { separate } from './separate.ts';

cytoscape.use(fcose);

interface FcoseOptions extends BaseLayoutOptions {
  readonly name: 'fcose';
  readonly quality: 'draft' | 'default';
  readonly randomize: boolean;
  readonly animate: boolean;
  readonly fit: boolean;
  readonly nodeDimensionsIncludeLabels: boolean;
  readonly nodeSeparation: number;
  readonly idealEdgeLength: number;
  readonly nodeRepulsion: number;
  readonly numIter: number;
  readonly packComponents: boolean;
}

/** Above this many nodes half of the rounds must do: each costs the square of their number, and somebody waits. */
const patientUpTo = 200;
const rounds = (nodes: number): number => (nodes <= patientUpTo ? 600 : 300);

/** Repeats exactly only from given positions: `randomize` false, and the grid as the start. */
const optionsFor = (graph: LayoutGraph): FcoseOptions => ({
  name: 'fcose',
  quality: 'default',
  randomize: false,
  animate: false,
  fit: false,
  nodeDimensionsIncludeLabels: false,
  nodeSeparation: 90,
  idealEdgeLength: 140,
  nodeRepulsion: 9000,
  numIter: rounds(graph.nodes.length),
  packComponents: false,
});

function elements(graph: LayoutGraph): ElementDefinition[] {
  const start = gridLayout(graph);
  const boxId = (box: string | undefined) => (box === undefined ? undefined : `box\u0000${box}`);
  const parents = new Map(graph.nodes.flatMap(({ boxes }) => boxes.map((box, i) => [box, boxes[i - 1]])));
  return [
    // An outer box stands in every path before those within it: it is known when they name it.
    ...[...parents].map(([box, parent]) => ({ data: { id: boxId(box), parent: boxId(parent) } })),
    ...graph.nodes.map((node) => ({
      data: {
        id: node.id,
        parent: boxId(node.boxes.at(-1)),
        width: node.width,
        height: node.height,
      },
      position: { ...(start[node.id] ?? { x: 0, y: 0 }) },
    })),
    ...graph.edges
      .filter((edge) => edge.source !== edge.target)
      .map((edge) => ({ data: { id: `edge\u0000${edge.id}`, source: edge.source, target: edge.target } })),
  ];
}

/** Force-directed with namespaces as boxes, for graphs too large to be layered in time. */
export async function fcoseLayout(graph: LayoutGraph): Promise<Positions> {
  const cy = cytoscape({
    headless: true,
    styleEnabled: true,
    elements: elements(graph),
    style: [{ selector: 'node[width]', style: { width: 'data(width)', height: 'data(height)' } }],
  });
  try {
    const layout = cy.layout(optionsFor(graph));
    const done = layout.promiseOn('layoutstop');
    layout.run();
    await done;
    const positions: Record<string, Point> = {};
    for (const node of graph.nodes) positions[node.id] = { ...cy.getElementById(node.id).position() };
    return separate(graph, positions);
  } finally {
    // A headless instance keeps its timers until destroyed, and Node alive with them.
    cy.destroy();
  }
}
