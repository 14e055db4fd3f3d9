'use client';
import { CheckRow } from '#components/ui/check-row.tsx';
import { type EdgeLabel, edgeLabels } from '#lib/url/graph-codec.ts';

const names: Record<EdgeLabel, string> = {
  rate: 'Rate',
  errors: 'Share of errors',
  share: 'Share of what the source sends',
  latency: 'Mean',
  p50: 'p50',
  p95: 'p95',
  p99: 'p99',
  'request-throughput': 'Requests',
  'response-throughput': 'Responses',
  mtls: 'Mutual TLS',
  weights: 'Declared and observed weight',
};

/** Labels of one kind stand in a row under a title of their own. */
const rows: readonly (EdgeLabel | { readonly title: string; readonly labels: readonly EdgeLabel[] })[] = [
  'rate',
  'errors',
  'share',
  { title: 'Response time', labels: ['latency', 'p50', 'p95', 'p99'] },
  { title: 'Bytes per second', labels: ['request-throughput', 'response-throughput'] },
  'mtls',
  'weights',
];

interface EdgeLabelChoicesProps {
  readonly labels: readonly EdgeLabel[];
  readonly onLabels: (labels: readonly EdgeLabel[]) => void;
  /** Whether declared weights are known of the graph. */
  readonly weights: boolean;
}

/** What edges carry. */
export function EdgeLabelChoices({ labels, onLabels, weights }: EdgeLabelChoicesProps) {
  const choice = (label: EdgeLabel) => (
    <CheckRow
      key={label}
      label={names[label]}
      checked={labels.includes(label)}
      onChange={() => onLabels(edgeLabels.filter((each) => labels.includes(each) !== (each === label)))}
    />
  );
  return rows.map((row) => {
    if (typeof row === 'string') return row !== 'weights' || weights ? choice(row) : null;
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
