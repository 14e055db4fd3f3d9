import type { EpochSeconds, Seconds } from '#lib/core/units.ts';
import { errorShareOf, type TimelinePoint } from '#lib/graph/timeline.ts';

/** Shares below this do not fill the height: one failure in a hundred must not look like a fire. */
const leastTop = 0.05;
const height = 40;

interface SparkProps {
  readonly points: readonly TimelinePoint[];
  readonly start: number;
  readonly end: number;
  readonly step: Seconds;
  /** What the graph sums up: the window before the moment. */
  readonly band: { readonly at: number; readonly window: Seconds };
  readonly versus: EpochSeconds | null;
}

/** Requests as a line over an area, errors as bars from below, each on its own scale. For the eye alone: the slider tells the same. */
export function Spark({ points, start, end, step, band, versus }: SparkProps) {
  const width = Math.max(1, end - start);
  const x = (at: number) => at - start;
  return (
    <svg
      aria-hidden="true"
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      className="absolute inset-0 size-full"
    >
      <Band from={x(band.at - band.window)} to={x(band.at)} width={width} />
      <Rates points={points} x={x} step={step} />
      <Errors points={points} x={x} step={step} />
      {versus !== null && versus >= start && versus <= end ? (
        <line
          x1={x(versus)}
          x2={x(versus)}
          y1={0}
          y2={height}
          className="stroke-text"
          strokeWidth={1.5}
          strokeDasharray="3 3"
          vectorEffect="non-scaling-stroke"
        />
      ) : null}
    </svg>
  );
}

function Band({ from, to, width }: { from: number; to: number; width: number }) {
  const [left, right] = [Math.max(0, from), Math.min(width, to)];
  return right <= left ? null : (
    <rect x={left} y={0} width={right - left} height={height} className="fill-accent-quiet" />
  );
}

interface LaneProps {
  readonly points: readonly TimelinePoint[];
  readonly x: (at: number) => number;
  readonly step: number;
}

function Rates({ points, x }: LaneProps) {
  const top = Math.max(...points.map(({ rate }) => rate ?? 0), 0);
  if (top === 0) return null;
  const y = (rate: number) => height - 1 - (rate / top) * (height - 4);
  return runs(points).map((run) => {
    const line = run.map(({ at, rate }) => `${x(at)},${y(rate ?? 0)}`).join(' L');
    const [first, last] = [run[0], run.at(-1)];
    if (!first || !last) return null;
    return (
      <g key={first.at}>
        <path
          d={`M${x(first.at)},${height} L${line} L${x(last.at)},${height} Z`}
          className="fill-sunken"
          fillOpacity={0.7}
        />
        <path
          d={`M${line}`}
          fill="none"
          className="stroke-idle"
          strokeWidth={1.25}
          vectorEffect="non-scaling-stroke"
        />
      </g>
    );
  });
}

function Errors({ points, x, step }: LaneProps) {
  const shares = points.map((point) => errorShareOf(point) ?? 0);
  const top = Math.max(leastTop, ...shares);
  return points.map((point, i) => {
    const share = shares[i] ?? 0;
    if (share === 0) return null;
    const tall = Math.max(1, (share / top) * (height - 4));
    return (
      <rect
        key={point.at}
        x={x(point.at) - step}
        y={height - tall}
        width={step * 0.8}
        height={tall}
        className="fill-fail-line"
      />
    );
  });
}

/** Points that follow on each other without a gap. */
function runs(points: readonly TimelinePoint[]): readonly (readonly TimelinePoint[])[] {
  const all: TimelinePoint[][] = [];
  let open: TimelinePoint[] | null = null;
  for (const point of points) {
    if (point.rate === null) {
      open = null;
      continue;
    }
    if (open === null) {
      open = [];
      all.push(open);
    }
    open.push(point);
  }
  return all;
}
