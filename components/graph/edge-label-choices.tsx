'use client';
import { CheckRow } from '#components/ui/check-row.tsx';
import { type EdgeLabel, edgeLabels } from '#lib/url/graph-codec.ts';

/** What was a label once and is a layer now is chosen there. */
type Chosen = Exclude<EdgeLabel, 'mtls' | 'weights'>;

const names: Record<Chosen, string> = {
  rate: 'Rate',
  errors: 'Share of errors',
  share: 'Share of what the source sends',
  latency: 'Mean',
  p50: 'p50',
  p95: 'p95',
  p99: 'p99',
  'request-throughput': 'Requests',
  'response-throughput': 'Responses',
};

/** Labels of one kind stand in a row under a title of their own. */
const rows: readonly (Chosen | { readonly title: string; readonly labels: readonly Chosen[] })[] = [
  'rate',
  'errors',
  'share',
  { title: 'Response time', labels: ['latency', 'p50', 'p95', 'p99'] },
  { title: 'Bytes per second', labels: ['request-throughput', 'response-throughput'] },
];

interface EdgeLabelChoicesProps {
  readonly labels: readonly EdgeLabel[];
  readonly onLabels: (labels: readonly EdgeLabel[]) => void;
}

/** What edges carry. */
export function EdgeLabelChoices({ labels, onLabels }: EdgeLabelChoicesProps) {
  const choice = (label: Chosen) => (
    <CheckRow
      key={label}
      label={names[label]}
      checked={labels.includes(label)}
      onChange={() => onLabels(edgeLabels.filter((each) => labels.includes(each) !== (each === label)))}
    />
  );
  return rows.map((row) => {
    if (typeof row === 'string') return choice(row);
    return (
      <fieldset key={row.title}>
        <legend className="px-2 pt-1 text-muted text-xs">{row.title}</legend>
        <div className="grid" style={{ gridTemplateColumns: `repeat(${row.labels.length}, 1fr)` }}>
          {row.labels.map(choice)}
        </div>
      </fieldset>
    );
  });
}
