import type { Match } from '#lib/graph/find/match.ts';
import type { Scene } from './scene.ts';

/** An element of the scene that matches, or that stands for something that does. */
export interface FoundElement {
  readonly kind: 'node' | 'edge';
  readonly id: string;
}

/** What of a scene matches, nodes first, in the scene's order: a closed namespace stands for its nodes, a line for its edges. */
export function foundInScene(scene: Scene, { nodes, edges }: Pick<Match, 'nodes' | 'edges'>): FoundElement[] {
  const [foundNodes, foundEdges] = [new Set(nodes), new Set(edges)];
  const matches = (ids: readonly (typeof nodes)[number][]) => ids.some((id) => foundNodes.has(id));
  return [
    ...scene.nodes
      .filter(({ node, members }) => (node === null ? matches(members) : foundNodes.has(node)))
      .map(({ id }) => ({ kind: 'node' as const, id })),
    ...scene.edges
      .filter(({ members }) => members.some((id) => foundEdges.has(id)))
      .map(({ id }) => ({ kind: 'edge' as const, id })),
  ];
}
