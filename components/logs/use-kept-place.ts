'use client';
import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { keptPlace } from '#lib/logs/kept-place.ts';

interface Kept {
  /** A key for each row, the newest first. */
  readonly keys: readonly string[];
  /** What the rows were chosen by: where that changes they are others, and not new ones. */
  readonly chosenBy: string;
  /** Whether somebody looks at a row, wherever it stands. */
  readonly held: boolean;
  readonly rowHeight: number;
}

/**
 * Holds the row at the top of a scroller where it is while rows come above it, and the row that the keys are at; counts those that came out of
 * sight. At its very top the scroller stays there, and shows what is new.
 */
export function useKeptPlace(
  scroller: RefObject<HTMLDivElement | null>,
  { keys, chosenBy, held, rowHeight }: Kept,
  at: number,
  setAt: (at: number) => void,
) {
  const before = useRef({ keys, chosenBy });
  const [fresh, setFresh] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it acts when the rows change, on what is in place then
  useLayoutEffect(() => {
    const last = before.current;
    before.current = { keys, chosenBy };
    const element = scroller.current;
    if (element === null || last.keys === keys) return;
    if (last.chosenBy !== chosenBy) {
      setFresh(0);
      return;
    }
    setAt(Math.max(0, at + keptPlace({ keys: last.keys, row: at }, keys).by));
    const row = Math.floor(element.scrollTop / rowHeight);
    if (row === 0 && !held) return;
    const moved = keptPlace({ keys: last.keys, row }, keys);
    element.scrollTop += moved.by * rowHeight;
    setFresh((count) => count + moved.fresh);
  }, [keys]);
  return {
    fresh,
    onScroll: () => {
      if ((scroller.current?.scrollTop ?? 0) < rowHeight) setFresh(0);
    },
    toTop: () => {
      scroller.current?.scrollTo({ top: 0 });
      setFresh(0);
    },
  };
}
