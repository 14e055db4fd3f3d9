import { cx } from '#components/ui/cx.ts';
import type { Point } from '#lib/diagnosis/onset.ts';

const width = 120;
const height = 24;

/** Errors per second over the last hour as an area from zero; what is not known is a gap. For the eye alone: a word beside it tells the same. */
export function ErrorSpark({ points, className }: { points: readonly Point[]; className?: string }) {
  const top = Math.max(...points.map(([, value]) => value ?? 0), 0);
  const step = width / Math.max(1, points.length - 1);
  const place = (value: number, i: number) =>
    `${(i * step).toFixed(1)},${(height - 1 - (top === 0 ? 0 : value / top) * (height - 3)).toFixed(1)}`;
  return (
    <svg
      aria-hidden="true"
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      className={cx('block h-6', className)}
    >
      {runsOf(points).map((run) => {
        const line = run.map(({ value, i }) => place(value, i)).join(' L');
        const [first, last] = [run[0], run.at(-1)];
        if (!first || !last) return null;
        return (
          <g key={first.i}>
            <path
              d={`M${(first.i * step).toFixed(1)},${height} L${line} L${(last.i * step).toFixed(1)},${height} Z`}
              className="fill-fail-quiet"
            />
            <path
              d={`M${line}`}
              fill="none"
              className="stroke-fail-line"
              strokeWidth={1.5}
              vectorEffect="non-scaling-stroke"
            />
          </g>
        );
      })}
    </svg>
  );
}

interface Known {
  readonly value: number;
  readonly i: number;
}

/** Moments that follow on each other without a gap. */
function runsOf(points: readonly Point[]): readonly (readonly Known[])[] {
  const all: Known[][] = [];
  let open: Known[] | null = null;
  for (const [i, [, value]] of points.entries()) {
    if (value === null) {
      open = null;
      continue;
    }
    if (open === null) {
      open = [];
      all.push(open);
    }
    open.push({ value, i });
  }
  return all;
}
