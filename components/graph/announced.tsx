import type { TrafficGraph } from '#lib/graph/model.ts';
import type { Selection } from '#lib/url/graph-codec.ts';
import { announce } from './tell.ts';

/** What is selected, for who hears the page. */
export function Announced({ selection, graph }: { selection: Selection; graph: TrafficGraph }) {
  return announce(selection, graph);
}
