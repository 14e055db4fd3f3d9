import type { CompareResponse } from '#lib/api/graph-contract.ts';
import { WeftError } from '#lib/core/error-code.ts';
import { changesOf, countsOf, onlyIn } from '#lib/graph/compare.ts';
import { diffGraphs } from '#lib/graph/diff.ts';
import type { Versus } from '#lib/url/time-codec.ts';
import type { Context } from '../context.ts';
import { type GraphQuery, readGraph } from './graph.ts';

/** `vs`: the moment that `at` is compared with. */
export type CompareQuery = GraphQuery & { readonly vs: Versus };

const sameConfiguration =
  'Both moments are joined with the configuration of now: pods, weights and findings are not those of then.';

/**
 * What is not the same at two moments, as far as the viewer may see it. The earlier one is always the one before, whichever
 * is looked at. Throws WeftError as `readGraph` does, and `bad-request` where both moments are one.
 */
export async function readCompare(ctx: Context, { vs, ...input }: CompareQuery): Promise<CompareResponse> {
  const versus = { ...input, at: vs === 'now' ? null : vs };
  const [{ graph: shown }, { graph: other }] = await Promise.all([
    readGraph(ctx, input),
    readGraph(ctx, versus),
  ]);
  if (shown.at === other.at) {
    throw new WeftError('bad-request', 'Both moments are the same.', { cure: 'Choose two moments.' });
  }
  const [before, after] = shown.at < other.at ? [shown, other] : [other, shown];
  const diff = diffGraphs(before, after);
  const changes = changesOf(diff);
  return {
    before: before.at,
    after: after.at,
    counts: countsOf(diff, changes),
    changes,
    onlyVersus: onlyIn(diff, other),
    notes: [...diff.notes, sameConfiguration],
  };
}
