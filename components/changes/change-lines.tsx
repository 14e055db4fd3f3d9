'use client';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRouter } from 'next/navigation';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { cx } from '#components/ui/cx.ts';
import { stepRows } from '#components/ui/grid/step-rows.ts';
import { formatMoment } from '#lib/format/clock.ts';
import { byMinute } from '#lib/history/by-minute.ts';
import type { ChangeRecord } from '#lib/history/change-record.ts';
import { pagePaths } from '#lib/url/paths.ts';
import { ChangeLine } from './change-line.tsx';

interface ChangeLinesProps {
  readonly changes: readonly ChangeRecord[];
  /** Asks for older ones; null where there are none, or they are on their way. */
  readonly more: (() => void) | null;
}

interface Line {
  readonly change: ChangeRecord;
  /** The minute that begins with it. */
  readonly minute: number | null;
}

const estimate = 52;
/** Older ones are asked for when so few are left. */
const nearEnd = 30;

const linesOf = (changes: readonly ChangeRecord[]): readonly Line[] =>
  byMinute(changes).flatMap(({ from, changes: inMinute }) =>
    inMinute.map((change, place) => ({ change, minute: place === 0 ? from : null })),
  );

/** Changes by the minute, the newest first. Arrow keys go through them, Enter opens the object, Space before and after. */
export function ChangeLines({ changes, more }: ChangeLinesProps) {
  const lines = useMemo(() => linesOf(changes), [changes]);
  const scroller = useRef<HTMLDivElement>(null);
  const router = useRouter();
  const [at, setAt] = useState(0);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const toggle = (id: string) =>
    setOpen((known) =>
      known.has(id) ? new Set([...known].filter((each) => each !== id)) : new Set([...known, id]),
    );
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => lines[index]?.change.id ?? index,
    estimateSize: () => estimate,
    overscan: 8,
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (last >= lines.length - nearEnd) more?.();
  }, [last, lines.length, more]);
  const press = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return;
    const change = lines[at]?.change;
    const next = stepRows(event.key, at, lines.length);
    if (next !== null) {
      setAt(next);
      virtual.scrollToIndex(next, { align: 'auto' });
    } else if (event.key === 'Enter' && change !== undefined) router.push(pagePaths.object(change.object));
    else if (event.key === ' ' && change !== undefined) toggle(change.id);
    else return;
    event.preventDefault();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows are virtual, which a <table> cannot be
    <div
      ref={scroller}
      role="grid"
      aria-rowcount={lines.length}
      tabIndex={0}
      aria-label="Changes"
      aria-activedescendant={`change-${at}`}
      onKeyDown={press}
      className="group min-h-0 flex-1 overflow-y-auto border-line border-t outline-none focus-visible:outline-2 focus-visible:outline-accent focus-visible:-outline-offset-2"
    >
      <div className="relative" style={{ height: virtual.getTotalSize() }}>
        {items.map(({ index, start, key }) => {
          const line = lines[index];
          if (line === undefined) return null;
          return (
            // biome-ignore lint/a11y/useSemanticElements: a virtual grid is no <table>
            // biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus and names the active row
            <div
              role="row"
              key={key}
              id={`change-${index}`}
              aria-rowindex={index + 1}
              ref={virtual.measureElement}
              data-index={index}
              style={{ transform: `translateY(${start}px)` }}
              className="absolute inset-x-0"
            >
              {/* biome-ignore lint/a11y/useSemanticElements: a virtual grid is no <table> */}
              {/* biome-ignore lint/a11y/useFocusableInteractive: the links in it hold the focus */}
              <div role="gridcell">
                {line.minute === null ? null : (
                  <h2 className="tabular border-line border-t bg-sunken px-4 py-0.5 text-muted text-xs">
                    {formatMoment(line.minute).slice(0, -3)}
                  </h2>
                )}
                <div
                  className={cx(
                    'border-line px-4',
                    line.minute === null && 'border-t',
                    index === at && 'group-focus-visible:bg-accent-quiet',
                  )}
                >
                  <ChangeLine
                    change={line.change}
                    open={open.has(line.change.id)}
                    onToggle={() => toggle(line.change.id)}
                  />
                </div>
              </div>
            </div>
          );
        })}
      </div>
    </div>
  );
}
