'use client';
import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useCallback } from 'react';

interface VirtualRows {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly keys: readonly string[];
  /** The active row, which is drawn even out of sight: the grid names it to screen readers. -1 for none. */
  readonly at: number;
  /** Pixels: of a row, or a guess where rows are measured. */
  readonly rowHeight: number;
  /** Pixels of the head over the rows, 0 where there is none. */
  readonly headHeight: number;
  /** Whether what is in sight stays where it is when rows come above it. */
  readonly isHeld: boolean;
}

/** Which rows are drawn and where; only those in sight are. */
export function useVirtualRows({ scroller, keys, at, rowHeight, headHeight, isHeld }: VirtualRows) {
  const virtual = useVirtualizer({
    count: keys.length,
    getScrollElement: () => scroller.current,
    getItemKey: useCallback((index: number) => keys[index] ?? index, [keys]),
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollMargin: headHeight,
    scrollPaddingStart: headHeight,
    anchorTo: isHeld ? 'end' : 'start',
    rangeExtractor: useCallback((range: Range) => withRow(defaultRangeExtractor(range), at), [at]),
  });
  const { startIndex = 0, endIndex = -1 } = virtual.range ?? {};
  return {
    virtual,
    /** The last row in sight. */
    last: endIndex,
    /** Whether the active row is. */
    inSight: startIndex <= at && at <= endIndex,
    /** How many rows are in sight, without the one that is cut and the one under the head. */
    page: Math.max(1, endIndex - startIndex - (headHeight > 0 ? 2 : 1)),
  };
}

const withRow = (drawn: readonly number[], at: number): number[] =>
  at < 0 || drawn.includes(at) ? [...drawn] : [...drawn, at].sort((a, b) => a - b);
