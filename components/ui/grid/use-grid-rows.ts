'use client';
import { type KeyboardEvent, useEffect, useMemo, useRef } from 'react';
import { rowKeys } from './row-keys.ts';
import { stepRows } from './step-rows.ts';
import { useActiveRow } from './use-active-row.ts';
import { useNewRows } from './use-new-rows.ts';
import { useShownRow } from './use-shown-row.ts';
import { useVirtualRows } from './use-virtual-rows.ts';

export interface GridRows<Row> {
  readonly rows: readonly Row[];
  /** What tells rows apart while data change. A function that stays the same. */
  readonly keyOf: (row: Row) => string;
  /** Pixels: of a row, or a guess where rows are measured. */
  readonly rowHeight: number;
  /**
   * What a row is called that comes in at the top, where rows do: what is read below, or chosen, then stays where it is, and it is
   * told how many came.
   */
  readonly newAtTop?: string;
  /** Asks for more rows at the end; null where there are none, or they are on their way. */
  readonly more?: (() => void) | null;
  /** The row that is chosen: it is marked, kept in sight, and where keys go on from. */
  readonly isChosen?: (row: Row) => boolean;
  /** Somebody went to a row: by a key that steps, or by pressing it. */
  readonly onGo?: (row: Row, by: 'key' | 'pointer') => void;
  /** Enter on the active row. */
  readonly onOpen?: (row: Row) => void;
  /** Any other key, with the active row: whether it did something. */
  readonly onKey?: (key: string, row: Row | undefined, at: number) => boolean;
}

/** Rows at the end that are left when more are asked for. */
const fewLeft = 40;

const isPlain = ({ ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean =>
  !ctrlKey && !metaKey && !altKey && !shiftKey;

/** How rows behave: which is active, what keys and presses do, which are drawn. `headHeight` in pixels, 0 without a head. */
export function useGridRows<Row>(of: GridRows<Row>, headHeight: number) {
  const { rows, keyOf, rowHeight, newAtTop, more, isChosen, onGo, onOpen, onKey } = of;
  const keys = useMemo(() => rowKeys(rows, keyOf), [rows, keyOf]);
  const chosenAt = isChosen === undefined ? -1 : rows.findIndex(isChosen);
  const { at, go } = useActiveRow(keys, chosenAt);
  const scroller = useRef<HTMLDivElement>(null);
  const isAtTop = (scroller.current?.scrollTop ?? 0) === 0;
  const isHeld = newAtTop !== undefined && (!isAtTop || chosenAt >= 0);
  const fresh = useNewRows(keys, { isHeld, isAtTop });
  const { virtual, page, last, inSight } = useVirtualRows({
    scroller,
    keys,
    at,
    rowHeight,
    headHeight,
    isHeld,
  });
  useShownRow({ key: keys[at] ?? null, at, chosen: chosenAt >= 0, inSight }, (align) =>
    virtual.scrollToIndex(at, { align }),
  );
  useEffect(() => {
    if (last >= rows.length - fewLeft) more?.();
  }, [last, rows.length, more]);

  const goTo = (to: number, by: 'key' | 'pointer') => {
    const row = rows[to];
    if (row === undefined) return;
    go(to);
    if (by === 'key') virtual.scrollToIndex(to, { align: 'auto' });
    onGo?.(row, by);
  };
  const press = (event: KeyboardEvent<HTMLElement>) => {
    if (event.defaultPrevented || !isPlain(event)) return;
    const next = stepRows(event.key, at, rows.length, page);
    const row = rows[at];
    if (next !== null) {
      goTo(next, 'key');
      // From a link or a button in a row, which a step leaves.
      event.currentTarget.focus({ preventScroll: true });
    } else if (event.target !== event.currentTarget) return;
    else if (event.key === 'Enter' && onOpen && row !== undefined) onOpen(row);
    else if (!onKey?.(event.key, row, at)) return;
    event.preventDefault();
  };
  return { keys, at, fresh, scroller, virtual, press, goTo };
}
