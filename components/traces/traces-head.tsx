import { RefreshCw } from 'lucide-react';
import { useKeptView } from '#components/data/use-kept-view.ts';
import { nodeLabel } from '#components/graph/scene/node-name.ts';
import { DeeperNav } from '#components/inspector/deeper-nav.tsx';
import { Button } from '#components/ui/button.tsx';
import { cx } from '#components/ui/cx.ts';
import { SelectField } from '#components/ui/select-field.tsx';
import type { TracesResponse } from '#lib/api/traces-contract.ts';
import { formatClock } from '#lib/format/clock.ts';
import { formatLatency } from '#lib/format/duration.ts';
import { plural } from '#lib/format/ellipsis.ts';
import type { Selection } from '#lib/url/graph-codec.ts';

interface TracesHeadProps {
  readonly selection: Selection;
  readonly data: TracesResponse;
  readonly errors: boolean;
  readonly min: number | null;
  readonly onChange: (next: { errors?: boolean; min?: number | null }) => void;
  readonly asking: boolean;
  readonly onAgain: () => void;
}

/** Milliseconds that one may ask for at least. */
const steps = [100, 500, 1000, 5000];

/** Of what, from where and when, and which of them are wanted. */
export function TracesHead({ selection, data, errors, min, onChange, asking, onAgain }: TracesHeadProps) {
  const { source, target, backend, traces, from, to } = data;
  const kept = useKeptView();
  const of = source === null ? nodeLabel(target) : `${nodeLabel(source)} → ${nodeLabel(target)}`;
  const by = backend?.kind === 'tempo' ? 'Tempo' : 'Jaeger';
  const when = `${formatClock(from)} to ${formatClock(to)}`;
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2">
      <h1 className="wrap-anywhere min-w-0 font-semibold text-base">{`Traces of ${of}`}</h1>
      <p className="tabular text-muted" role="status">
        {`${plural(traces.length, 'trace')} from ${by}, ${when}${kept.at === undefined ? '' : ' (frozen)'}`}
      </p>
      <DeeperNav of={selection} ends={source === null ? [target] : [source, target]} here="traces" />
      <div className="ml-auto flex flex-wrap items-center gap-1">
        <Button aria-pressed={errors} onClick={() => onChange({ errors: !errors })}>
          Failed only
        </Button>
        <SelectField
          label="Slower than"
          value={min === null ? '' : String(min)}
          options={leastOptions(min)}
          onChange={(text) => onChange({ min: text === '' ? null : Number(text) })}
        />
        <Button look="outline" onClick={onAgain} disabled={asking} title={backend?.url}>
          <RefreshCw size={14} strokeWidth={1.75} aria-hidden className={cx(asking && 'animate-spin')} />
          Look again
        </Button>
      </div>
    </div>
  );
}

/** What can be asked for, with what the link asks for among it. */
const leastOptions = (min: number | null) => [
  { value: '', text: 'any' },
  ...[...new Set([...steps, ...(min === null ? [] : [min])])]
    .sort((a, b) => a - b)
    .map((ms) => ({ value: String(ms), text: formatLatency(ms) })),
];
