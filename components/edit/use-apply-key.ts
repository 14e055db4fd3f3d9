'use client';
import { useEffect, useRef } from 'react';

/** Ctrl or Cmd with Enter does it, wherever the focus is; nothing while there is nothing to do. */
export function useApplyKey(act: (() => void) | null): void {
  const newest = useRef(act);
  newest.current = act;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey) || event.repeat || !newest.current)
        return;
      event.preventDefault();
      newest.current();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}
