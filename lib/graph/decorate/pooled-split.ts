import { objectKey } from '#lib/core/object-ref.ts';
import { share } from '#lib/core/units.ts';
import type { GraphEdge, Split } from '../model.ts';
import { wilson99 } from '../wilson.ts';
import { enough } from './split.ts';

type Sent = Pick<GraphEdge, 'source' | 'split'> & { readonly target: string };

/** What one caller sent by its route: `n` requests in all, of which `hits` went to the destination. */
interface Part {
  readonly n: number;
  readonly hits: number;
  /** The split of the destination; null where this caller sent it nothing. */
  readonly own: Split | null;
  readonly any: Split;
}

/**
 * Declared beside observed at one destination of a service, over all callers of it. Where one rule governs what they send their
 * requests are counted together, those of callers that sent the destination nothing too; where several do it is a mixture. Null
 * where no route splits. `sent`: all edges to the service.
 */
export function pooledSplit(sent: readonly Sent[], target: string): Split | null {
  const parts = [...Map.groupBy(sent, ({ source }) => source).values()].flatMap(
    (of) => partOf(of, target) ?? [],
  );
  const [first, ...rest] = parts.flatMap(({ own }) => own ?? []);
  if (first === undefined) return null;
  if (parts.length === 1) return first;
  const all = parts.map(({ any }) => any);
  const n = parts.reduce((sum, part) => sum + part.n, 0);
  const hits = parts.reduce((sum, part) => sum + part.hits, 0);
  const observed = n > 0 ? share.parse(Math.min(1, hits / n)) : null;
  if (!all.every((each) => isGovernedAlike(each, first))) return mixture(first, all, observed, n);
  const isYoung = [first, ...rest].some(
    ({ verdict, n: own }) => verdict === 'waiting' && (own ?? 0) >= enough,
  );
  const pooled = { ...first, n, observed };
  if (observed === null || n < enough || isYoung) {
    return { ...pooled, verdict: 'waiting', low: null, high: null, deviates: false };
  }
  const { low, high } = wilson99(hits, n);
  const { declared } = first;
  return {
    ...pooled,
    verdict: 'compared',
    low,
    high,
    deviates: declared !== null && (declared < low || declared > high),
  };
}

function partOf(sent: readonly Sent[], target: string): Part | null {
  const splits = sent.flatMap(({ split }) => split ?? []);
  const [any] = splits;
  if (any === undefined) return null;
  const own = sent.find((edge) => edge.target === target && edge.split !== null)?.split ?? null;
  const n = Math.max(0, ...splits.map((split) => split.n ?? 0));
  return { n, hits: (own?.observed ?? 0) * n, own, any };
}

const isGovernedAlike = (a: Split, b: Split): boolean =>
  a.verdict !== 'mixture' &&
  a.rule === b.rule &&
  a.since === b.since &&
  objectKey(a.route) === objectKey(b.route);

const mixture = (first: Split, all: readonly Split[], observed: Split['observed'], n: number): Split => ({
  ...first,
  rule: null,
  weight: null,
  declared: null,
  verdict: 'mixture',
  observed,
  n,
  low: null,
  high: null,
  deviates: false,
  rules: [...new Set(all.flatMap(({ rules }) => rules))].sort((a, b) => a - b),
});
