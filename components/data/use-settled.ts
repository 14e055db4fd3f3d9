'use client';
import { useEffect, useState } from 'react';

/** A value once it has stayed the same for so many milliseconds. `key` tells whether it is the same. */
export function useSettled<T>(value: T, milliseconds: number, key: unknown = value): T {
  const [settled, setSettled] = useState(value);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a value made anew with the same key has not changed
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), milliseconds);
    return () => clearTimeout(timer);
  }, [key, milliseconds]);
  return settled;
}
