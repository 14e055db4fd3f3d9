'use client';
import { useEffect, useState } from 'react';

/** The page is left alone this long after it can be used, in milliseconds. */
const pause = 1500;

/** Runs `load` once, when `ready` and the page has nothing to do: what is asked for next is then there already. Whether it ran. */
export function useAhead(ready: boolean, load: () => void): boolean {
  const [ran, setRan] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, whatever is to be loaded
  useEffect(() => {
    if (!ready) return;
    let idle: number | null = null;
    const run = () => {
      load();
      setRan(true);
    };
    const timer = setTimeout(() => {
      if (typeof requestIdleCallback === 'undefined') run();
      else idle = requestIdleCallback(run);
    }, pause);
    return () => {
      clearTimeout(timer);
      if (idle !== null) cancelIdleCallback(idle);
    };
  }, [ready]);
  return ran;
}
