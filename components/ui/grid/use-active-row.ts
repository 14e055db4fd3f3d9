'use client';
import { useState } from 'react';
import { keepActive, noActiveRow } from './active-row.ts';

/**
 * The row that keys go on from, which stays the same row while others come and go: the one that is chosen, where it stands among
 * them (`chosenAt` from 0, else -1), or the one that somebody went to last.
 */
export function useActiveRow(keys: readonly string[], chosenAt: number) {
  const [active, setActive] = useState(noActiveRow);
  const go = (at: number) => setActive({ key: keys[at] ?? null, at });
  const kept = keepActive(active, keys);
  if (chosenAt >= 0 && kept.at !== chosenAt) go(chosenAt);
  else if (kept !== active) setActive(kept);
  return { at: chosenAt >= 0 ? chosenAt : kept.at, go };
}
