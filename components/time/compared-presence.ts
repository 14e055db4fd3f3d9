import type { Presences } from '#components/graph/scene/presence.ts';
import type { CompareResponse } from '#lib/api/graph-contract.ts';
import { deltaText } from '#lib/graph/compare-text.ts';

/**
 * A graph as it is drawn while it is compared: with what only the other moment has, and with what is not the same at both.
 * An element that has come meanwhile is not absent.
 */
export function comparedPresence(
  { graph }: Presences,
  { changes, onlyVersus }: Pick<CompareResponse, 'changes' | 'onlyVersus'>,
): Presences {
  const here = new Set<string>([...graph.nodes, ...graph.edges].map(({ id }) => id));
  const nodes = onlyVersus.nodes.filter(({ id }) => !here.has(id));
  const standing = new Set<string>([...graph.nodes, ...nodes].map(({ id }) => id));
  const edges = onlyVersus.edges.filter(
    ({ id, source, target }) => !here.has(id) && standing.has(source) && standing.has(target),
  );
  const gone = new Set<string>([...onlyVersus.nodes, ...onlyVersus.edges].map(({ id }) => id));
  const onlyHere = changes.filter(({ id, mark }) => mark !== 'changed' && here.has(id) && !gone.has(id));
  return {
    graph: { ...graph, nodes: [...graph.nodes, ...nodes], edges: [...graph.edges, ...edges] },
    firstSeen: new Map(onlyHere.map(({ id }) => [id, graph.at])),
    goneAt: new Map([...nodes, ...edges].map(({ id }) => [id, graph.at])),
    changes: new Map(changes.map((change) => [change.id, { mark: change.mark, text: deltaText(change) }])),
  };
}
