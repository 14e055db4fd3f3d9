import { cx } from '#components/ui/cx.ts';
import type { Point } from '#lib/diagnosis/onset.ts';
import type { TrendOf } from './trend-of.ts';

const width = 120;
const height = 24;

const looks: Readonly<Record<TrendOf['measure'], { area: string; line: string }>> = {
  errors: { area: 'fill-fail-quiet', line: 'stroke-fail-line' },
  p95: { area: 'fill-warn-quiet', line: 'stroke-warn-line' },
  requests: { area: 'fill-idle-quiet', line: 'stroke-(--idle-line)' },
};

interface TrendSparkProps {
  readonly measure: TrendOf['measure'];
  readonly points: readonly Point[];
  readonly className?: string;
}

/** What a problem is measured by over the last hour, as an area from zero; what is not known is a gap. For the eye alone: words beside it tell the same. */
export function TrendSpark({ measure, points, className }: TrendSparkProps) {
  const { area, line: stroke } = looks[measure];
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
              className={area}
            />
            <path
              d={`M${line}`}
              fill="none"
              className={stroke}
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
