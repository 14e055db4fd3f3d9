'use client';
import { useEffect, useState } from 'react';
import { readViews, type SavedView } from './saved-views.ts';

const key = 'weft-graph-views';

function readStored(): readonly SavedView[] {
  try {
    return readViews(window.localStorage.getItem(key));
  } catch {
    return [];
  }
}

/** The views of this browser, also as other tabs change them. Where storage is full or forbidden they last as long as the page. */
export function useSavedViews(): [readonly SavedView[], (views: readonly SavedView[]) => void] {
  const [views, setViews] = useState(readStored);
  useEffect(() => {
    const read = (event: StorageEvent) => {
      if (event.key === key) setViews(readStored());
    };
    window.addEventListener('storage', read);
    return () => window.removeEventListener('storage', read);
  }, []);
  const store = (next: readonly SavedView[]) => {
    setViews(next);
    try {
      window.localStorage.setItem(key, JSON.stringify(next));
    } catch {
      // Kept for this page only.
    }
  };
  return [views, store];
}
