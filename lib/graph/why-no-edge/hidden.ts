import { plural } from '#lib/format/ellipsis.ts';
import type { Reason } from './reason.ts';
import { edgesBetween, type Situation } from './situation.ts';

/** The edge exists and is not on the screen, or a query that would have brought it failed, or it may not be read. */
export function hidden(situation: Situation): readonly Reason[] {
  const { from, to, graph } = situation;
  const reasons: Reason[] = [];
  const edges = edgesBetween(situation, from.node, to.node).map(({ id }) => id);
  if (edges.length > 0) {
    const evidence = [{ text: `${plural(edges.length, 'edge')} between the two in the whole graph`, edges }];
    reasons.push({ code: 'hidden-by-filter', certainty: 'certain', args: {}, evidence });
  }
  if (from.node.kind === 'inaccessible' || to.node.kind === 'inaccessible') {
    reasons.push({ code: 'no-access', certainty: 'certain', args: {}, evidence: [] });
  }
  for (const { query, reason } of graph.missing) {
    reasons.push({
      code: 'query-failed',
      certainty: 'likely',
      args: { query },
      evidence: [{ text: reason }],
    });
  }
  return reasons;
}
