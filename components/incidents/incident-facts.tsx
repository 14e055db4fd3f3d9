import { CircleCheck, type LucideIcon, MoveRight, Sparkle, TrendingDown, TrendingUp } from 'lucide-react';
import { Tip } from '#components/ui/tip.tsx';
import type { OpenProblem } from '#lib/api/incidents-contract.ts';
import type { ProblemSince } from '#lib/diagnosis/problem-record.ts';
import type { Trend } from '#lib/diagnosis/trend.ts';
import { formatUtc } from '#lib/format/clock.ts';
import { plural } from '#lib/format/ellipsis.ts';
import { noData } from '#lib/format/number.ts';
import { formatRateShort } from '#lib/format/rate.ts';
import { ErrorSpark } from './error-spark.tsx';
import type { TrendOf } from './incident-markdown.ts';
import { lastsText, sinceText, trendTexts } from './incident-text.ts';

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

const trendLooks: Readonly<Record<Trend, { icon: LucideIcon; look: string }>> = {
  new: { icon: Sparkle, look: 'text-warn' },
  rising: { icon: TrendingUp, look: 'text-fail' },
  steady: { icon: MoveRight, look: 'text-muted' },
  falling: { icon: TrendingDown, look: 'text-ok' },
  over: { icon: CircleCheck, look: 'text-ok' },
};

interface TrendFactProps {
  readonly trend: TrendOf | null;
  /** Why nothing is known of it; null while it is on its way. */
  readonly missing: string | null;
}

/** Where its errors are going, and what they were over the last hour. */
export function TrendFact({ trend, missing }: TrendFactProps) {
  if (trend === null && missing === null) return <div aria-hidden="true" className="skeleton h-8" />;
  const known = trend?.points.some(([, value]) => value !== null) ?? false;
  const { icon: Icon, look } = trendLooks[trend?.trend ?? 'steady'];
  if (!known) {
    const why = missing ?? 'No series tells of its errors';
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
      <ErrorSpark points={trend?.points ?? []} className="w-full" />
      <p className="flex items-center gap-1 text-xs">
        {trend?.trend == null ? null : (
          <>
            <Icon size={12} strokeWidth={2} aria-hidden className={look} />
            <span className={look}>{trendTexts[trend.trend]}</span>
          </>
        )}
      </p>
    </div>
  );
}

/** What fails per second as those furthest up get it, by which the list is ordered, and for how many callers. */
export function HarmFact({ problem: { reaches, callers } }: { problem: OpenProblem }) {
  return (
    <div className="tabular text-right">
      <span className="block font-medium">{formatRateShort(reaches)}</span>
      <span className="block text-faint text-xs">{plural(callers.length, 'caller')}</span>
    </div>
  );
}
