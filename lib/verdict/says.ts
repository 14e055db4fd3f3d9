import { formatLatency, formatSpan } from '#lib/format/duration.ts';
import { decimal, formatCount } from '#lib/format/number.ts';
import { formatShare } from '#lib/format/share.ts';
import type { Limits } from './limits.ts';
import type { Verdict, WorseBy } from './verdict.ts';
import type { Tally, VersionNumbers } from './version-numbers.ts';

type Found = Omit<Verdict, 'says'>;

/** A verdict in a sentence or two, with the numbers that decide. */
export function says(found: Found, canary: VersionNumbers, stable: VersionNumbers, limits: Limits): string {
  const [own, than] = [canary.tally, stable.tally];
  if (own === null) return `${canary.version} gets no requests, so there is nothing to compare.`;
  if (than === null) return `${stable.version} gets no requests, so there is nothing to compare with.`;
  switch (found.verdict) {
    case 'worse':
      return `${canary.version} is worse: ${worse(found, canary, stable)}.`;
    case 'not-worse':
      return (
        `${canary.version} is not worse: ${against('failed', 'fail', canary, stable)}, ` +
        `${leftOpen(found, limits)}.${maybeSlow(found, limits)}`
      );
    case 'not-enough-data':
      return `Not enough data: ${against('failed', 'fail', canary, stable)}. ${more(found, than, stable, limits)}${maybeSlow(found, limits)}`;
  }
}

const worse = ({ reasons, p99Ratio }: Found, canary: VersionNumbers, stable: VersionNumbers): string =>
  reasons.map((reason) => because(reason, p99Ratio, canary, stable)).join(', and ');

function because(
  reason: WorseBy,
  p99Ratio: number | null,
  canary: VersionNumbers,
  stable: VersionNumbers,
): string {
  switch (reason) {
    case 'fails':
      return against('failed', 'fail', canary, stable);
    case 'refuses':
      return against('refused', 'are refused', canary, stable);
    case 'slow':
      return `its p99 is ${formatLatency(canary.latency.p99)} against ${formatLatency(stable.latency.p99)} of ${stable.version} (${times(p99Ratio)})`;
  }
}

/** `4.1 % of 812 requests fail against 0.3 % of 7,204 of v1`. */
function against(
  what: 'failed' | 'refused',
  verb: string,
  canary: VersionNumbers,
  stable: VersionNumbers,
): string {
  return `${partOf(canary.tally, what)} requests ${verb} against ${partOf(stable.tally, what)} of ${stable.version}`;
}

const partOf = (tally: Tally | null, what: 'failed' | 'refused'): string =>
  tally === null || tally.requests === 0
    ? 'none of 0'
    : `${formatShare(Math.min(1, tally[what] / tally.requests))} of ${formatCount(tally.requests)}`;

function leftOpen({ failed }: Found, limits: Limits): string {
  const most = (failed?.high ?? limits.errorBudget / 100) * 100;
  if (most < 0) return 'fewer beyond chance';
  return `at most ${decimal(most, 2)} points more (99 %)`;
}

function more({ more: needed, version }: Found, than: Tally, stable: VersionNumbers, limits: Limits): string {
  if (than.requests === 0) return `${stable.version} gets too few requests to compare with.`;
  if (needed === null)
    return `The difference is so near the ${decimal(limits.errorBudget, 2)} points allowed that more requests would not tell.`;
  const time = needed.seconds === null ? '' : `, ${formatSpan(needed.seconds)} at this rate,`;
  return `${formatCount(needed.requests)} more requests of ${version}${time} would tell.`;
}

/** A p99 beyond the limit that may be chance is said, and decides nothing. */
function maybeSlow({ p99Ratio, reasons }: Found, limits: Limits): string {
  return p99Ratio === null || p99Ratio <= limits.latencyRatio || reasons.includes('slow')
    ? ''
    : ` Its p99 is ${times(p99Ratio)}, which may be chance.`;
}

const times = (ratio: number | null): string => `${decimal(ratio ?? 1, 1)} times as long`;
