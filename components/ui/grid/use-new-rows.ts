'use client';
import { useLayoutEffect, useRef, useState } from 'react';
import { countNewKeys } from './count-new-keys.ts';

interface Read {
  /** Whether what is in sight stays where it is when rows come above it. */
  readonly isHeld: boolean;
  readonly isAtTop: boolean;
}

/** How many rows came above what is in sight, until somebody goes to the top. */
export function useNewRows(keys: readonly string[], { isHeld, isAtTop }: Read): number {
  const known = useRef(keys);
  const [count, setCount] = useState(0);
  if (isAtTop && count > 0 && known.current === keys) setCount(0);
  useLayoutEffect(() => {
    const before = known.current;
    known.current = keys;
    if (isHeld && before !== keys) setCount((so) => so + countNewKeys(before, keys));
  });
  return count;
}
