'use client';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { type Codec, readParam } from '#lib/url/codec.ts';

/** A choice kept in this browser, as its codec writes it. Storage that is full or forbidden is no error. */
export function useStored<T>(key: string, codec: Codec<T>): [T, (value: T) => void] {
  const [value, setValue] = useState(codec.fallback);
  useEffect(() => {
    try {
      setValue(readParam(codec, window.localStorage.getItem(key)));
    } catch {
      // Kept for this page only.
    }
  }, [key, codec]);
  const store = useCallback(
    (next: T) => {
      setValue(next);
      try {
        window.localStorage.setItem(key, codec.serialize(next));
      } catch {
        // Kept for this page only.
      }
    },
    [key, codec],
  );
  return [value, store];
}

/** A small number kept in this browser, such as the width of a panel. */
export function useStoredNumber(key: string, fallback: number): [number, (value: number) => void] {
  return useStored(
    key,
    useMemo(() => numberCodec(fallback), [fallback]),
  );
}

const numberCodec = (fallback: number): Codec<number> => ({
  parse: (text) => (text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : null),
  serialize: String,
  fallback,
});
