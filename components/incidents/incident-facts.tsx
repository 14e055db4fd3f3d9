import { CircleCheck, type LucideIcon, MoveRight, Sparkle, TrendingDown, TrendingUp } from 'lucide-react';
import { cx } from '#components/ui/cx.ts';
import { Tip } from '#components/ui/tip.tsx';
import type { OpenProblem } from '#lib/api/incidents-contract.ts';
import type { ProblemSince } from '#lib/diagnosis/problem-record.ts';
import type { Trend } from '#lib/diagnosis/trend.ts';
import { formatUtc } from '#lib/format/clock.ts';
import { plural } from '#lib/format/ellipsis.ts';
import { noData } from '#lib/format/number.ts';
import { formatRateShort } from '#lib/format/rate.ts';
import { harmOf, lastsText, sinceText, trendText } from './incident-text.ts';
import { measuredText, unmeasuredText } from './measured-text.ts';
import type { TrendOf } from './trend-of.ts';
import { TrendSpark } from './trend-spark.tsx';

/** Since when, and for how long. */
export function SinceFact({ since, now }: { since: ProblemSince | null; now: number }) {
  return (
    <div className="tabular">
      <span className="sr-only">Since </span>
      {since === null ? (
        <span className="text-faint">{noData}</span>
      ) : (
        <Tip text={formatUtc(since.at)} side="top">
          <time dateTime={new Date(since.at * 1000).toISOString()} className="relative block">
            {sinceText(since, now)}
            <span className="block text-faint text-xs">{lastsText(since, now)}</span>
          </time>
        </Tip>
      )}
    </div>
  );
}

/** The last whole minute of what began a moment ago, or is over, says the contrary, or nothing more. */
const saysItself = ({ trend }: TrendOf): boolean => trend === 'new' || trend === 'over';

const trendLooks: Readonly<Record<Trend, { icon: LucideIcon; look: string }>> = {
  new: { icon: Sparkle, look: 'text-warn' },
  rising: { icon: TrendingUp, look: 'text-fail' },
  steady: { icon: MoveRight, look: 'text-muted' },
  falling: { icon: TrendingDown, look: 'text-ok' },
  over: { icon: CircleCheck, look: 'text-ok' },
};

interface TrendFactProps {
  readonly problem: OpenProblem;
  readonly trend: TrendOf | null;
  /** Why nothing is known of it; null while it is on its way. */
  readonly missing: string | null;
}

/** What it is measured by, over the last hour and now, and where that is going. */
export function TrendFact({ problem: { diagnosis }, trend, missing }: TrendFactProps) {
  if (trend === null && missing === null) return <div aria-hidden="true" className="skeleton h-8" />;
  const known = trend?.points.some(([, value]) => value !== null) ?? false;
  const { icon: Icon, look } = trendLooks[trend?.trend ?? 'steady'];
  if (!known) {
    const why = missing ?? unmeasuredText(diagnosis.symptom.kind);
    return (
      <Tip text={why} side="top">
        <div className="text-faint">
          {noData}
          <span className="sr-only"> {why}</span>
        </div>
      </Tip>
    );
  }
  return (
    <div>
      {trend === null ? null : (
        <TrendSpark measure={trend.measure} points={trend.points} className="w-full" />
      )}
      <p className="tabular flex flex-wrap items-center gap-x-2 text-xs">
        {trend === null || saysItself(trend) ? null : (
          <span className="text-muted">{measuredText(trend)}</span>
        )}
        {trend?.trend == null ? null : (
          <span className={cx('inline-flex items-center gap-1', look)}>
            <Icon size={12} strokeWidth={2} aria-hidden />
            {trendText(diagnosis.symptom.kind, trend.trend)}
          </span>
        )}
      </p>
    </div>
  );
}

/** What is harmed per second as those furthest up get it, by which the list is ordered, and for how many callers. */
export function HarmFact({ problem: { reaches, callers, diagnosis, over } }: { problem: OpenProblem }) {
  return (
    <div className="tabular text-right">
      <span className={over ? 'block text-muted' : 'block font-medium'}>
        {`${over ? 'was ' : ''}${formatRateShort(reaches)}`}
      </span>
      <span className="block text-faint text-xs">
        {`${harmOf[diagnosis.symptom.kind]}, ${plural(callers.length, 'caller')}`}
      </span>
    </div>
  );
}
