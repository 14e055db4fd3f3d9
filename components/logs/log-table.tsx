'use client';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { cx } from '#components/ui/cx.ts';
import { FocusFrame } from '#components/ui/grid/focus-frame.tsx';
import { stepRows } from '#components/ui/grid/step-rows.ts';
import type { LogLine, PodLog } from '#lib/api/logs-contract.ts';
import { LogCells, logGrid } from './log-cells.tsx';
import { NewLines } from './new-lines.tsx';
import { lineKey } from './opened-line.ts';
import { useKeptPlace } from './use-kept-place.ts';

const rowHeight = 28;
const columns = ['Time', 'Proxy', 'Code', 'Flags', 'Request', 'Took', 'To', 'Details'];

interface LogTableProps {
  readonly lines: readonly LogLine[];
  readonly pods: readonly PodLog[];
  readonly open: LogLine | null;
  /** What the lines were chosen by. */
  readonly chosenBy: string;
  readonly onOpen: (line: LogLine | null) => void;
}

/** The lines. Arrow keys go through the rows, Enter opens one, Esc closes it; only rows in sight are drawn. */
export function LogTable({ lines, pods, open, chosenBy, onOpen }: LogTableProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(0);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 16,
    scrollPaddingStart: rowHeight,
  });
  const keys = useMemo(() => lines.map((line) => lineKey(line, { pods })), [lines, pods]);
  const place = useKeptPlace(scroller, { keys, chosenBy, held: open !== null, rowHeight }, at, setAt);
  const here = Math.min(at, lines.length - 1);
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter') return onOpen(lines[here] ?? null);
    if (event.key === 'Escape' && open !== null) {
      event.stopPropagation();
      return onOpen(null);
    }
    const next = stepRows(event.key, here, lines.length);
    if (next === null) return;
    event.preventDefault();
    setAt(next);
    if (open !== null) onOpen(lines[next] ?? null);
    virtual.scrollToIndex(next, { align: 'auto' });
  };
  return (
    <div className="relative flex min-h-0 flex-1 border-line border-t">
      {/* biome-ignore lint/a11y/useSemanticElements: rows are virtual, which a <table> cannot be */}
      <div
        ref={scroller}
        role="grid"
        tabIndex={0}
        aria-label="Lines"
        aria-rowcount={lines.length + 1}
        aria-activedescendant={`log-row-${here}`}
        onKeyDown={press}
        onScroll={place.onScroll}
        className="group peer min-h-0 flex-1 overflow-auto outline-none"
      >
        <div className="min-w-[970px]">
          <Heads />
          <div className="relative" style={{ height: virtual.getTotalSize() }}>
            {virtual.getVirtualItems().map((item) => {
              const line = lines[item.index];
              return line === undefined ? null : (
                // biome-ignore lint/a11y/useSemanticElements: a virtual grid is no <table>
                // biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus and names the active row
                // biome-ignore lint/a11y/useKeyWithClickEvents: the grid takes the keys
                <div
                  key={item.key}
                  id={`log-row-${item.index}`}
                  role="row"
                  aria-rowindex={item.index + 2}
                  aria-selected={line === open}
                  onClick={() => {
                    setAt(item.index);
                    onOpen(line);
                  }}
                  style={{ ...logGrid, height: rowHeight, transform: `translateY(${item.start}px)` }}
                  className={cx(
                    'absolute inset-x-0 grid cursor-pointer items-center gap-2.5 border-line border-b px-4 hover:bg-hover',
                    line === open && 'bg-accent-quiet',
                    item.index === here && 'group-focus-visible:bg-accent-quiet',
                  )}
                >
                  <LogCells line={line} pod={pods[line.pod]} />
                </div>
              );
            })}
          </div>
        </div>
      </div>
      <NewLines count={place.fresh} onShow={place.toTop} />
      <FocusFrame />
    </div>
  );
}

function Heads() {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a virtual grid is no <table>
    // biome-ignore lint/a11y/useFocusableInteractive: nothing in it can be chosen
    <div
      role="row"
      style={{ ...logGrid, height: rowHeight }}
      className="sticky top-0 z-10 grid items-center gap-2.5 border-line border-b bg-surface px-4 font-medium text-muted text-xs"
    >
      {columns.map((column) => (
        // biome-ignore lint/a11y/useSemanticElements: a virtual grid is no <table>
        // biome-ignore lint/a11y/useFocusableInteractive: nothing in it can be chosen
        <div
          key={column}
          role="columnheader"
          className={column === 'Took' || column === 'Code' ? 'text-right' : ''}
        >
          {column}
        </div>
      ))}
    </div>
  );
}
