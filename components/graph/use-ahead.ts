'use client';
import { useEffect } from 'react';

/** The page is left alone this long after it can be used, in milliseconds. */
const pause = 1500;

/** Runs `load` once, when `ready` and the page has nothing to do: what is asked for next is then there already. */
export function useAhead(ready: boolean, load: () => void): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, whatever is to be loaded
  useEffect(() => {
    if (!ready) return;
    let idle: number | null = null;
    const timer = setTimeout(() => {
      if (typeof requestIdleCallback === 'undefined') load();
      else idle = requestIdleCallback(load);
    }, pause);
    return () => {
      clearTimeout(timer);
      if (idle !== null) cancelIdleCallback(idle);
    };
  }, [ready]);
}
