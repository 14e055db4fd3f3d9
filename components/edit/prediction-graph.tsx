import type { PlanResponse } from '#lib/api/edit-contract.ts';
import { middleEllipsis } from '#lib/format/ellipsis.ts';
import { formatRateShort } from '#lib/format/rate.ts';
import { type FlowBox, type FlowLine, predictionFlow } from './prediction-flow.ts';

const width = 352;
const boxWidth = 132;
const boxHeight = 40;
const gap = 12;
const letters = 19;

const topOf = ({ row }: FlowBox): number => row * (boxHeight + gap);

/** The versions and what they call as they would be, drawn as the graph draws them; broken lines, as none of it is seen yet. */
export function PredictionGraph({ prediction }: { prediction: PlanResponse['prediction'] }) {
  const { versions, called, lines } = predictionFlow(prediction);
  if (versions.length === 0) return null;
  const height = Math.max(versions.length, called.length) * (boxHeight + gap) - gap;
  const busiest = Math.max(...lines.map(({ after, now }) => after ?? now ?? 0), 0);
  return (
    <svg
      role="img"
      aria-label="Predicted traffic by version and what it calls; the table beneath has the numbers"
      viewBox={`0 0 ${width} ${height}`}
      className="mb-3 w-full"
    >
      {lines.map((line) => (
        <Line key={line.edge} line={line} busiest={busiest} />
      ))}
      {versions.map((box) => (
        <Box key={box.name} box={box} left={0} />
      ))}
      {called.map((box) => (
        <Box key={box.name} box={box} left={width - boxWidth} />
      ))}
    </svg>
  );
}

function Line({ line: { from, to, now, after }, busiest }: { line: FlowLine; busiest: number }) {
  const [y1, y2] = [topOf(from) + boxHeight / 2, topOf(to) + boxHeight / 2];
  const [x1, x2] = [boxWidth, width - boxWidth];
  const bend = (x1 + x2) / 2;
  const share = busiest > 0 ? (after ?? now ?? 0) / busiest : 0;
  return (
    <path
      d={`M ${x1} ${y1} C ${bend} ${y1}, ${bend} ${y2}, ${x2} ${y2}`}
      fill="none"
      stroke="var(--accent)"
      strokeDasharray="5 3"
      strokeWidth={1 + 2 * share}
    />
  );
}

function Box({ box, left }: { box: FlowBox; left: number }) {
  const { name, now, after } = box;
  const top = topOf(box);
  return (
    <g>
      <title>{name}</title>
      <rect
        x={left + 0.5}
        y={top + 0.5}
        width={boxWidth - 1}
        height={boxHeight - 1}
        rx={6}
        fill="var(--surface)"
        stroke="var(--line-strong)"
      />
      <text x={left + 8} y={top + 16} fill="var(--text)" fontSize={12}>
        {middleEllipsis(name, letters)}
      </text>
      <text x={left + 8} y={top + 31} fill="var(--muted)" fontSize={11} className="tabular">
        {`${formatRateShort(now, '').trim()} → ${formatRateShort(after)}`}
      </text>
    </g>
  );
}
