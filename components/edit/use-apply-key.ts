'use client';
import { useEffect, useRef } from 'react';
import { useCommands } from '#components/shell/commands.tsx';

/** Ctrl or Cmd with Enter does it, wherever the focus is; nothing while there is nothing to do. */
export function useApplyKey(act: (() => void) | null): void {
  const newest = useRef(act);
  newest.current = act;
  useCommands([
    {
      id: 'apply',
      title: 'Apply',
      keys: 'Ctrl Enter',
      within: 'While a change is reviewed',
      run: () => newest.current?.(),
    },
  ]);
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
