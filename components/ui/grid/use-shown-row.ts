'use client';
import { useEffect, useRef } from 'react';

interface ShownRow {
  /** Of the active row; null where there is none. */
  readonly key: string | null;
  readonly at: number;
  readonly chosen: boolean;
  readonly inSight: boolean;
}

/**
 * Brings the row into sight that becomes the chosen one: by the least way, or to the middle where it is chosen from the start. An
 * active row in sight stays there when data move it; from one that somebody has scrolled away from nobody is torn back.
 */
export function useShownRow(
  { key, at, chosen, inSight }: ShownRow,
  show: (align: 'center' | 'auto') => void,
) {
  const last = useRef<ShownRow | null>(null);
  useEffect(() => {
    const before = last.current;
    last.current = { key, at, chosen, inSight };
    if (key === null) return;
    const isNew = chosen && (before?.chosen !== true || before.key !== key);
    const isMoved = before?.key === key && before.at !== at && before.inSight;
    if (isNew || isMoved) show(before === null ? 'center' : 'auto');
  });
}
