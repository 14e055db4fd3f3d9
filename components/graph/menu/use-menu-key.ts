'use client';
import { useEffect, useRef } from 'react';

const isMenuKey = (event: KeyboardEvent): boolean =>
  event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey);

/** Calls `open` on the menu key and Shift+F10, unless they are for a field that is being written in. False leaves the key to the browser. */
export function useMenuKey(open: () => boolean): void {
  const latest = useRef(open);
  latest.current = open;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!isMenuKey(event) || event.defaultPrevented) return;
      if (
        event.target instanceof Element &&
        event.target.closest('input, textarea, [contenteditable], [role=menu]')
      )
        return;
      if (latest.current()) event.preventDefault();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
}
