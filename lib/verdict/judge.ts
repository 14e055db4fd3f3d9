import { type Seconds, seconds } from '#lib/core/units.ts';
import type { Bucket } from '#lib/prom/bucket-quantile.ts';
import { type Difference, differenceOf } from './interval.ts';
import type { Limits } from './limits.ts';
import { says } from './says.ts';
import { slownessOf } from './slower.ts';
import type { Verdict, VerdictWord, WorseBy } from './verdict.ts';
import type { VersionNumbers } from './version-numbers.ts';

/** One version with the buckets of its durations. */
export interface Judged extends VersionNumbers {
  readonly buckets: readonly Bucket[];
}

/** Counts of a version; a version without traffic has none. */
interface Counts {
  readonly requests: number;
  readonly failed: number;
  readonly refused: number;
}

const none: Counts = { requests: 0, failed: 0, refused: 0 };

/**
 * Whether a canary is worse than the stable version over the same window: never than its own past, which had other load. It is
 * worse where more of its requests fail, beyond chance (Newcombe's interval at 99 %) and not only within the budget; where more are
 * refused by more than the budget; or where its p99 is beyond the limit, beyond chance. It is not worse once the interval leaves no
 * more than the budget. Else, and below the least number of requests of either, there is not enough data.
 */
export function judge(canary: Judged, stable: Judged, limits: Limits): Verdict {
  const [own, than] = [canary.tally ?? none, stable.tally ?? none];
  const slow = slownessOf({
    canary: canary.buckets,
    stable: stable.buckets,
    requests: own.requests,
    limit: limits.latencyRatio,
  });
  const compared = compare(own, than);
  const enough = Math.min(own.requests, than.requests) >= limits.minimumRequests;
  const reasons = enough ? reasonsOf(compared, slow.sure, limits) : [];
  const word = reasons.length > 0 ? 'worse' : wordOf(own, than, limits);
  const found = {
    version: canary.version,
    stable: stable.version,
    verdict: word,
    reasons: [...reasons],
    ...compared,
    p99Ratio: slow.ratio,
    more: word === 'not-enough-data' ? moreOf(canary, stable, limits) : null,
  };
  return { ...found, says: says(found, canary, stable, limits) };
}

interface Compared {
  readonly failed: Difference | null;
  readonly refused: Difference | null;
}

const compare = (own: Counts, than: Counts): Compared => ({
  failed: differenceOf({ hits: own.failed, of: own.requests }, { hits: than.failed, of: than.requests }),
  refused: differenceOf({ hits: own.refused, of: own.requests }, { hits: than.refused, of: than.requests }),
});

function reasonsOf({ failed, refused }: Compared, slow: boolean, limits: Limits): readonly WorseBy[] {
  const budget = limits.errorBudget / 100;
  return [
    ...(failed !== null && failed.low > 0 && failed.high > budget ? (['fails'] as const) : []),
    ...(refused !== null && refused.low > budget ? (['refuses'] as const) : []),
    ...(slow ? (['slow'] as const) : []),
  ];
}

/** What failures alone say of two counts. */
function wordOf(own: Counts, than: Counts, limits: Limits): VerdictWord {
  if (Math.min(own.requests, than.requests) < limits.minimumRequests) return 'not-enough-data';
  const { failed } = compare(own, than);
  if (failed === null) return 'not-enough-data';
  if (failed.high <= limits.errorBudget / 100) return 'not-worse';
  return failed.low > 0 ? 'worse' : 'not-enough-data';
}

/** Counts beyond which waiting is no advice. */
const most = 2 ** 20;

/** How many times as much of the same would be enough to tell; null where even `most` would not. */
function timesAsMuch(own: Counts, than: Counts, limits: Limits): number | null {
  const tells = (times: number) =>
    wordOf(scaled(own, times), scaled(than, times), limits) !== 'not-enough-data';
  if (!tells(most)) return null;
  let [low, high] = [1, most];
  while (high / low > 1.005) {
    const middle = Math.sqrt(low * high);
    if (tells(middle)) high = middle;
    else low = middle;
  }
  return high;
}

const scaled = ({ requests, failed, refused }: Counts, times: number): Counts => ({
  requests: requests * times,
  failed: failed * times,
  refused: refused * times,
});

function moreOf(canary: Judged, stable: Judged, limits: Limits): Verdict['more'] {
  const [own, than] = [canary.tally, stable.tally];
  if (own === null || own.requests === 0) return { requests: limits.minimumRequests, seconds: null };
  if (than === null || than.requests === 0) return null;
  const times = timesAsMuch(own, than, limits);
  if (times === null) return null;
  const requests = Math.max(1, Math.ceil(own.requests * (times - 1)));
  return { requests, seconds: own.rate > 0 ? timeFor(requests, own.rate) : null };
}

const timeFor = (requests: number, rate: number): Seconds => seconds.parse(requests / rate);
