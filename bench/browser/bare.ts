import path from 'node:path';
import type { Page } from '@playwright/test';
import type cytoscapeLibrary from 'cytoscape';
import type { ElementDefinition } from 'cytoscape';
import type { TrafficGraph } from '#lib/graph/model.ts';

const library = path.resolve(import.meta.dirname, '../../node_modules/cytoscape/dist/cytoscape.min.js');

export type Places = Readonly<Record<string, { readonly x: number; readonly y: number }>>;

/**
 * The graph in cytoscape and nothing else: the same nodes and edges in the same places, drawn as lines and rectangles.
 * Namespaces are left out: as compound nodes they would make it five times as slow, and Weft look good for nothing.
 */
export async function openBare(page: Page, graph: TrafficGraph, places: Places): Promise<void> {
  await page.setContent('<div id="host" style="position:fixed;inset:0"></div>');
  await page.addScriptTag({ path: library });
  await page.evaluate(draw, elementsOf(graph, places));
}

/** In the page. Text is left to the library only where the zoom makes it readable, as Weft does. */
function draw(elements: ElementDefinition[]): void {
  const host = document.getElementById('host');
  if (host === null) return;
  // The script tag above defines it.
  const cytoscape: typeof cytoscapeLibrary = Reflect.get(globalThis, 'cytoscape');
  const cy = cytoscape({
    container: host,
    elements,
    layout: { name: 'preset' },
    minZoom: 0.04,
    maxZoom: 2.5,
    style: [
      { selector: 'node', style: { shape: 'round-rectangle', 'border-width': 1 } },
      {
        selector: 'node[width]',
        style: {
          width: 'data(width)',
          height: 32,
          label: 'data(label)',
          'text-valign': 'center',
          'min-zoomed-font-size': 6,
        },
      },
      {
        selector: 'edge',
        style: {
          'curve-style': 'straight',
          width: 1.1,
          'target-arrow-shape': 'triangle',
          label: 'data(label)',
          'font-size': 11,
          'min-zoomed-font-size': 6,
        },
      },
    ],
  });
  cy.on('mouseover', 'node, edge', () => {
    host.style.cursor = 'pointer';
  });
  cy.on('mouseout', 'node, edge', () => {
    host.style.cursor = '';
  });
  cy.fit(cy.elements(), 48);
}

function elementsOf({ nodes, edges }: TrafficGraph, places: Places): ElementDefinition[] {
  return [
    ...nodes.map((node) => {
      const label = [node.name, node.version].filter((text) => text !== null).join(' ');
      const width = 44 + 7 * Math.min(34, label.length);
      return {
        data: { id: node.id, label, width },
        position: { ...(places[node.id] ?? { x: 0, y: 0 }) },
      };
    }),
    ...edges.map(({ id, source, target, reports, shown }) => {
      const rate = reports[shown]?.rate ?? null;
      return { data: { id, source, target, label: rate === null ? '' : `${rate.toFixed(1)}/s` } };
    }),
  ];
}
