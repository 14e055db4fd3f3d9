import { cx } from '#components/ui/cx.ts';
import type { Interval } from '#lib/verdict/interval.ts';

interface IntervalBarProps {
  readonly interval: Interval;
  /** What was observed, as a share. */
  readonly observed: number;
  /** The end of the axis that all bars share. */
  readonly end: number;
  readonly worse: boolean;
}

/** Where a share lies at 99 %, with a tick at what was observed, on an axis from 0. The numbers stand beside it. */
export function IntervalBar({ interval: { low, high }, observed, end, worse }: IntervalBarProps) {
  const at = (share: number) => `${Math.min(100, (share / end) * 100)}%`;
  return (
    <div className="relative my-0.5 h-3" aria-hidden="true">
      <div className="absolute inset-x-0 top-[5px] h-0.5 rounded-full bg-sunken" />
      <div
        className={cx('absolute top-1 h-1 rounded-full', worse ? 'bg-fail-line' : 'bg-control')}
        style={{ left: at(low), width: `max(2px, calc(${at(high)} - ${at(low)}))` }}
      />
      <div className="absolute top-0 h-3 w-0.5 -translate-x-px bg-text" style={{ left: at(observed) }} />
    </div>
  );
}
