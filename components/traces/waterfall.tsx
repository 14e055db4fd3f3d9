'use client';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { stepRows } from '#components/ui/grid/step-rows.ts';
import { openRows, sideStep } from '#lib/traces/open-rows.ts';
import type { TreeSpan } from '#lib/traces/span-tree.ts';
import type { TraceReading } from './read-trace.ts';
import { TimeAxis } from './time-axis.tsx';
import { WaterfallRow } from './waterfall-row.tsx';

interface WaterfallProps {
  readonly reading: TraceReading;
  readonly at: TreeSpan | null;
  readonly onAt: (at: TreeSpan) => void;
}

/** Pixels of a row. */
const rowHeight = 26;

/** The spans of a trace over time. Up and down go through them, left and right close and open; only rows in sight are drawn. */
export function Waterfall({ reading, at, onAt }: WaterfallProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const [closed, setClosed] = useState<ReadonlySet<TreeSpan>>(new Set());
  const { tree } = reading;
  const rows = useMemo(() => openRows(tree.roots, closed), [tree, closed]);
  const index = at === null ? -1 : rows.indexOf(at);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    // What is looked at from the start is in sight, with some of what called it.
    initialOffset: () => Math.max(0, (index - 4) * rowHeight),
  });
  const toggle = (row: TreeSpan) => {
    const next = new Set(closed);
    if (!next.delete(row)) next.add(row);
    setClosed(next);
  };
  const go = (to: number) => {
    const row = rows[to];
    if (row === undefined) return;
    onAt(row);
    virtual.scrollToIndex(to, { align: 'auto' });
  };
  const press = (event: KeyboardEvent) => {
    const next = stepRows(event.key, index, rows.length);
    const side = next === null ? sideStep(event.key, index, rows, closed) : { to: next };
    if (side === null) return;
    event.preventDefault();
    if ('to' in side) go(side.to);
    else toggle(side.toggle);
  };
  return (
    <>
      <TimeAxis start={tree.start} end={tree.end} />
      <div
        ref={scroller}
        role="treegrid"
        aria-label="Spans"
        aria-rowcount={rows.length}
        tabIndex={0}
        aria-activedescendant={index < 0 ? undefined : `span-row-${index}`}
        onKeyDown={press}
        className="group min-h-24 flex-1 overflow-y-auto focus-visible:-outline-offset-2"
      >
        <div className="relative" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => {
            const row = rows[item.index];
            return row === undefined ? null : (
              <WaterfallRow
                key={item.key}
                row={row}
                index={item.index}
                top={item.start}
                reading={reading}
                chosen={item.index === index}
                closed={closed.has(row)}
                onChoose={() => onAt(row)}
                onToggle={() => toggle(row)}
              />
            );
          })}
        </div>
      </div>
    </>
  );
}
