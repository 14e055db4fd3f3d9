'use client';
import { useEffect, useState } from 'react';

/** Whether the window is at least so wide, in pixels. */
export function useWide(pixels: number): boolean {
  const [wide, setWide] = useState(true);
  useEffect(() => {
    const query = window.matchMedia(`(min-width: ${pixels}px)`);
    const look = () => setWide(query.matches);
    look();
    query.addEventListener('change', look);
    return () => query.removeEventListener('change', look);
  }, [pixels]);
  return wide;
}
