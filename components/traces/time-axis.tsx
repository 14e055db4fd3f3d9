import { formatLatency } from '#lib/format/duration.ts';

const marks = [0, 0.25, 0.5, 0.75, 1];

/** The columns of the waterfall: what stands at the left, and time from the first span on. */
export const columns = 'grid grid-cols-[minmax(220px,38%)_1fr]';
/** Room at the right for the length of a bar that reaches the end. */
export const barArea = 'relative mr-20 ml-1';

/** Time from the beginning of a trace to its end. */
export function TimeAxis({ start, end }: { start: number; end: number }) {
  return (
    <div className={`${columns} shrink-0 border-line border-y text-muted text-xs`} aria-hidden>
      <div className="px-4 py-1 font-medium">Service and operation</div>
      <div className={`${barArea} tabular h-6`}>
        {marks.map((mark) => (
          <span
            key={mark}
            className="absolute top-1 -translate-x-1/2 whitespace-nowrap first:translate-x-0"
            style={{ left: `${mark * 100}%` }}
          >
            {formatLatency((end - start) * mark)}
          </span>
        ))}
      </div>
    </div>
  );
}
