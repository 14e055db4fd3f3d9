import type { Result } from '#lib/core/result.ts';
import { carriedMeasures } from '#lib/graph/find/carried-measures.ts';
import type { Expression } from '#lib/graph/find/expression.ts';
import { needsFacts, needsRank } from '#lib/graph/find/expression.ts';
import type { FindContext } from '#lib/graph/find/find-index.ts';
import { hide, type Match, match } from '#lib/graph/find/match.ts';
import { measuresFor } from '#lib/graph/find/measured.ts';
import { parseExpression } from '#lib/graph/find/parse.ts';
import type { FindError } from '#lib/graph/find/token.ts';
import type { TrafficGraph } from '#lib/graph/model.ts';
import { rankNodes } from '#lib/graph/rank.ts';
import type { EdgeMeasure } from '#lib/url/edge-measures.ts';

/** What an expression matches; `match` is null for an empty text and for one with an error. */
export interface Answer {
  readonly match: Match | null;
  readonly error: FindError | null;
}

/** Reads an expression; null for an empty text. */
export const read = (text: string): Result<Expression | null, FindError> => parseExpression(text);

/** Whether the expression asks for what the configuration says of nodes. */
export function asksForFacts(text: string): boolean {
  const parsed = parseExpression(text);
  return parsed.ok && parsed.value !== null && needsFacts(parsed.value);
}

/** Whether the expression asks for the rank of nodes. */
export function asksForRank(text: string): boolean {
  const parsed = parseExpression(text);
  return parsed.ok && parsed.value !== null && needsRank(parsed.value);
}

/** What has to be asked of Prometheus about edges before an expression can be answered, by what edges carry. */
export function measuresAskedFor(text: string, labels: readonly string[]): readonly EdgeMeasure[] {
  const parsed = parseExpression(text);
  return parsed.ok && parsed.value !== null ? measuresFor(parsed.value, carriedMeasures(labels)) : [];
}

export const ranksOf = rankNodes;

/** The graph without what an expression matched, by Kiali's rules for hiding. */
export const without = (graph: TrafficGraph, hidden: Match): TrafficGraph => hide(graph, hidden);

/** What an expression matches: null where it is empty; a wrong one says why. */
export function answer(graph: TrafficGraph, text: string, context: FindContext): Answer {
  const parsed = parseExpression(text);
  if (!parsed.ok) return { match: null, error: parsed.error };
  return { match: parsed.value === null ? null : match(graph, parsed.value, context), error: null };
}
