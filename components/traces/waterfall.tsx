'use client';
import { useMemo, useState } from 'react';
import { VirtualGrid } from '#components/ui/grid/virtual-grid.tsx';
import { openRows, sideStep } from '#lib/traces/open-rows.ts';
import type { TreeSpan } from '#lib/traces/span-tree.ts';
import type { TraceReading } from './read-trace.ts';
import { columns, TimeAxis } from './time-axis.tsx';
import { WaterfallRow } from './waterfall-row.tsx';

interface WaterfallProps {
  readonly reading: TraceReading;
  readonly at: TreeSpan | null;
  readonly onAt: (at: TreeSpan) => void;
}

const keyOf = ({ span }: TreeSpan): string => span.id;

/** The spans of a trace over time. Left and right close and open what is below one. */
export function Waterfall({ reading, at, onAt }: WaterfallProps) {
  const [closed, setClosed] = useState<ReadonlySet<TreeSpan>>(new Set());
  const { tree } = reading;
  const rows = useMemo(() => openRows(tree.roots, closed), [tree, closed]);
  const toggle = (row: TreeSpan) => {
    const next = new Set(closed);
    if (!next.delete(row)) next.add(row);
    setClosed(next);
  };
  const go = (row: TreeSpan | undefined) => {
    if (row !== undefined) onAt(row);
  };
  const press = (key: string, _: TreeSpan | undefined, index: number) => {
    const side = sideStep(key, index, rows, closed);
    if (side === null) return false;
    if ('toggle' in side) toggle(side.toggle);
    else go(rows[side.to]);
    return true;
  };
  return (
    <>
      <TimeAxis start={tree.start} end={tree.end} />
      <VirtualGrid
        label="Spans"
        role="treegrid"
        rows={rows}
        keyOf={keyOf}
        rowHeight={26}
        ruled={false}
        isChosen={(row) => row === at}
        onGo={onAt}
        onKey={press}
        rowClass={() => `${columns} items-center`}
        rowAria={(row) => ({
          'aria-level': row.depth + 1,
          'aria-expanded': row.children.length === 0 ? undefined : !closed.has(row),
        })}
        className="min-h-24"
      >
        {(row) => (
          <WaterfallRow row={row} reading={reading} closed={closed.has(row)} onToggle={() => toggle(row)} />
        )}
      </VirtualGrid>
    </>
  );
}
