import { CircleX } from 'lucide-react';
import { cx } from '#components/ui/cx.ts';
import type { TracedRequest } from '#lib/api/traces-contract.ts';
import { formatClock, formatMoment } from '#lib/format/clock.ts';
import { formatLatency } from '#lib/format/duration.ts';
import { plural } from '#lib/format/ellipsis.ts';
import { visible } from '#lib/format/visible.ts';
import { coveredName, shortHost } from '#lib/traces/trace-text.ts';

interface TraceRowProps {
  readonly trace: TracedRequest;
  /** Milliseconds of the longest in the list: the whole width of a bar. */
  readonly longest: number;
}

/** One trace: when and how long, what it began with, and where it failed. */
export function TraceRow({ trace, longest }: TraceRowProps) {
  const { start, duration, spans, failed, services, root, origin } = trace;
  const began =
    root === null || root.service === '' ? coveredName : `${root.service} ${shortHost(root.operation)}`;
  const what = origin ?? `${plural(services.length, 'service')}, ${plural(spans, 'span')}`;
  return (
    <>
      <div className="tabular flex items-center gap-2">
        {failed > 0 ? (
          <CircleX size={14} strokeWidth={1.75} className="shrink-0 text-fail" aria-label="failed" />
        ) : (
          <span className="size-3.5 shrink-0" />
        )}
        <span title={formatMoment(start / 1000)}>{formatClock(start / 1000)}</span>
        <span className="h-1.5 min-w-0 flex-1">
          <span
            className="block h-full rounded-sm bg-control"
            style={{ width: `${Math.max(1, (100 * duration) / longest)}%` }}
          />
        </span>
        <span className="font-medium">{formatLatency(duration)}</span>
      </div>
      <p className="truncate pl-5.5 text-muted" title={visible(began)}>
        {visible(began)}
      </p>
      <p className={cx('wrap-anywhere line-clamp-2 pl-5.5', origin === null ? 'text-faint' : 'text-fail')}>
        {visible(what)}
      </p>
    </>
  );
}
