import { ChevronDown, ChevronRight, CircleX } from 'lucide-react';
import { cx } from '#components/ui/cx.ts';
import { Cell } from '#components/ui/grid/cell.tsx';
import { formatLatency } from '#lib/format/duration.ts';
import { visible } from '#lib/format/visible.ts';
import type { TreeSpan } from '#lib/traces/span-tree.ts';
import { coveredName, outcomeText, shortHost } from '#lib/traces/trace-text.ts';
import type { TraceReading } from './read-trace.ts';
import { barArea } from './time-axis.tsx';

interface WaterfallRowProps {
  readonly row: TreeSpan;
  readonly reading: TraceReading;
  readonly closed: boolean;
  readonly onToggle: () => void;
}

/** Pixels by which a callee stands in, and as far as that goes: below it depth is a number. */
const indent = 12;
const deepest = 12;

/** One span: whose and what at the left, when and how long at the right. */
export function WaterfallRow(props: WaterfallRowProps) {
  const { row, reading } = props;
  return (
    <>
      {reading.isOnEdge(row) ? <span className="absolute inset-y-0 left-0 w-0.75 bg-accent" /> : null}
      <Name {...props} />
      <Cell className={cx(barArea, 'h-full')}>
        <Bar row={row} reading={reading} />
      </Cell>
    </>
  );
}

function Name({ row, reading, closed, onToggle }: WaterfallRowProps) {
  const { span, depth, children, below } = row;
  const covered = reading.seen(row)?.covered === true;
  const outcome = span.failed ? outcomeText(span) : '';
  const Chevron = closed ? ChevronRight : ChevronDown;
  const title = covered ? coveredName : visible(`${span.service} ${span.operation}`);
  return (
    <Cell
      title={title}
      className="flex min-w-0 items-center gap-1 overflow-hidden pr-2"
      style={{ paddingLeft: 8 + indent * Math.min(depth, deepest) }}
    >
      {children.length === 0 ? (
        <span className="size-4 shrink-0" />
      ) : (
        <button
          type="button"
          tabIndex={-1}
          aria-label={closed ? `Show ${below} below` : `Hide ${below} below`}
          className="flex size-4 shrink-0 items-center justify-center rounded-sm text-muted hover:text-text"
          onClick={(event) => {
            event.stopPropagation();
            onToggle();
          }}
        >
          <Chevron size={14} aria-hidden />
        </button>
      )}
      {depth > deepest ? <span className="tabular text-faint text-xs">{depth}</span> : null}
      {span.failed ? (
        <CircleX size={13} strokeWidth={1.75} className="shrink-0 text-fail" aria-label="failed" />
      ) : null}
      {covered ? (
        <span className="truncate text-faint italic">not visible to you</span>
      ) : (
        <>
          <span className={cx('max-w-3/5 shrink-0 truncate', span.failed ? 'text-fail' : 'font-medium')}>
            {visible(span.service)}
          </span>
          <span className="min-w-0 truncate text-muted">
            {span.kind === 'client' || span.kind === 'producer' ? '→ ' : ''}
            {visible(shortHost(span.operation))}
          </span>
        </>
      )}
      {outcome === '' ? null : <span className="tabular ml-auto min-w-6 truncate text-fail">{outcome}</span>}
      {closed ? <span className="tabular shrink-0 text-faint text-xs">{`+${below}`}</span> : null}
    </Cell>
  );
}

function Bar({ row, reading }: { row: TreeSpan; reading: TraceReading }) {
  const { tree, critical, isOnEdge } = reading;
  const total = Math.max(tree.end - tree.start, 1e-6);
  const left = (100 * (row.start - tree.start)) / total;
  const width = (100 * row.span.duration) / total;
  const look = row.span.failed ? 'bg-fail-line' : isOnEdge(row) ? 'bg-accent' : 'bg-control';
  return (
    <>
      <span
        className={cx(
          'absolute top-1.5 h-2.5 min-w-0.5 rounded-sm',
          look,
          !critical.has(row) && 'opacity-60',
        )}
        style={{ left: `${left}%`, width: `${width}%` }}
      />
      {critical.has(row) ? (
        <span
          className="absolute top-4.5 h-0.5 min-w-0.5 bg-text"
          style={{ left: `${left}%`, width: `${width}%` }}
        />
      ) : null}
      <span
        className="tabular absolute top-1 whitespace-nowrap pl-1.5 text-muted text-xs leading-4"
        style={{ left: `${left + width}%` }}
      >
        {formatLatency(row.span.duration)}
      </span>
    </>
  );
}
