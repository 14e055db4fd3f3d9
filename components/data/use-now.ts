'use client';
import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | null = null;
let now = 0;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    now = Math.floor(Date.now() / 1000);
    for (const each of listeners) each();
  }, 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0 && timer) {
      clearInterval(timer);
      timer = null;
    }
  };
}

const read = () => {
  if (now === 0 || timer === null) now = Math.floor(Date.now() / 1000);
  return now;
};

/** The present in Unix seconds, once a second; 0 while rendering on the server. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, read, () => 0);
}
