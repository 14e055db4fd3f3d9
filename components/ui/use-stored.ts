'use client';
import { useCallback, useEffect, useState } from 'react';

/** A small number kept in this browser, such as the width of a panel. Storage that is full or forbidden is no error. */
export function useStoredNumber(key: string, fallback: number): [number, (value: number) => void] {
  const [value, setValue] = useState(fallback);
  useEffect(() => {
    try {
      const stored = Number(window.localStorage.getItem(key) ?? Number.NaN);
      if (Number.isFinite(stored)) setValue(stored);
    } catch {
      // Kept for this page only.
    }
  }, [key]);
  const store = useCallback(
    (next: number) => {
      setValue(next);
      try {
        window.localStorage.setItem(key, String(next));
      } catch {
        // Kept for this page only.
      }
    },
    [key],
  );
  return [value, store];
}
