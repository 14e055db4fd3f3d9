import type { LayoutEngine } from './choose-engine.ts';
import { elkLayered } from './elk-layered.ts';
import { fcoseLayout } from './fcose.ts';
import { gridLayout } from './grid.ts';
import type { LayoutGraph, Positions } from './layout-graph.ts';

/** A full layout: only on the first paint of a view or when the person asks for one. */
export async function runLayout(graph: LayoutGraph, engine: LayoutEngine): Promise<Positions> {
  switch (engine) {
    case 'layered':
      return elkLayered(graph);
    case 'force':
      return fcoseLayout(graph);
    case 'grid':
      return gridLayout(graph);
  }
}
