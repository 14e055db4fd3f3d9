'use client';
import { CircleAlert, Info, X } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useNow } from '#components/data/use-now.ts';
import { useSelection } from '#components/data/use-selection.ts';
import { Button } from '#components/ui/button.tsx';
import { Floating } from '#components/ui/floating.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { ResizeHandle } from '#components/ui/resize-handle.tsx';
import { useStoredNumber } from '#components/ui/use-stored.ts';
import type { CompareResponse } from '#lib/api/graph-contract.ts';
import { formatClock, formatMoment } from '#lib/format/clock.ts';
import type { GraphChange } from '#lib/graph/compare.ts';
import { countsText } from '#lib/graph/compare-text.ts';
import { type ChangeSort, sortChanges } from './change-order.ts';
import { ChangeTable } from './change-table.tsx';
import { useVersus } from './time-params.ts';
import { useCompare } from './use-compare.ts';

/** Within this many seconds the day goes without saying. */
const sameDay = 72_000;

/** What is new, lost or changed between two moments, as a list; a row is looked at in the inspector. */
export function ComparePanel() {
  const loaded = useCompare();
  const [height, setHeight] = useStoredNumber('weft-compare-height', 240);
  const [, setVersus] = useVersus();
  const { selection, set } = useSelection();
  const [sort, setSort] = useState<ChangeSort>({ column: 'weight', descending: true });
  const data = loaded?.state === 'ready' ? loaded.data : null;
  const changes = useMemo(() => (data ? sortChanges(data.changes, sort) : []), [data, sort]);
  const choose = (change: GraphChange) =>
    set(change.kind === 'edge' ? { kind: 'edge', id: change.id } : { kind: 'node', id: change.id });
  const failed = loaded?.state === 'failed' ? loaded.error : null;
  return (
    <section
      aria-label="Comparison"
      className="flex min-h-0 shrink-0 flex-col border-line border-t bg-surface"
    >
      <ResizeHandle
        axis="y"
        label="Height of the comparison"
        value={height}
        min={120}
        max={800}
        onChange={setHeight}
      />
      <div className="flex h-9 shrink-0 items-center gap-2 px-3">
        {data ? <Heading data={data} /> : null}
        <span className="flex-1" />
        {data ? <Notes notes={data.notes} /> : null}
        <IconButton side="top" icon={X} label="End the comparison" onClick={() => void setVersus(null)} />
      </div>
      <div className="flex min-h-0 flex-col" style={{ height: `min(${height}px, 40vh)` }}>
        {failed ? (
          <p role="alert" className="flex gap-2 px-3 py-2 text-fail">
            <CircleAlert size={14} aria-hidden className="mt-1 shrink-0" />
            <span>
              The moments cannot be compared. {failed.message} {failed.cure}
            </span>
          </p>
        ) : data === null ? (
          <div className="skeleton m-3 flex-1" />
        ) : changes.length === 0 ? (
          <p className="px-3 py-2 text-muted">
            Every edge and node has both moments, and no difference is more than chance.
          </p>
        ) : (
          <ChangeTable
            changes={changes}
            sort={sort}
            onSort={setSort}
            chosen={selection?.id ?? null}
            onChoose={choose}
          />
        )}
      </div>
    </section>
  );
}

function Heading({ data }: { data: CompareResponse }) {
  const now = useNow();
  const format = now - data.before < sameDay ? formatClock : formatMoment;
  const counts = countsText(data.counts);
  return (
    <h2 className="flex min-w-0 items-baseline gap-2">
      <span className="tabular whitespace-nowrap font-medium">
        {format(data.before)} → {format(data.after)}
      </span>
      <span role="status" className="truncate text-muted">
        {counts}
      </span>
    </h2>
  );
}

function Notes({ notes }: { notes: readonly string[] }) {
  if (notes.length === 0) return null;
  return (
    <Floating
      label="What to know of this comparison"
      align="end"
      className="w-96 p-3"
      trigger={
        <Button>
          <Info size={14} aria-hidden /> How it compares
        </Button>
      }
    >
      <ul className="space-y-2 text-muted">
        <li>
          New and lost are told from the earlier moment to the later one. On the graph, what differs is marked
          with its differences, what only the other moment has is dashed, and the rest steps back.
        </li>
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </Floating>
  );
}
