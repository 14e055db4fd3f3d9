'use client';
import { useEffect, useMemo, useState } from 'react';
import type { Presences } from '#components/graph/scene/presence.ts';
import type { comparedPresence } from './compared-presence.ts';
import { useCompare } from './use-compare.ts';

/** The presences of a graph with the marks of the comparison, while there is one. */
export function useCompared(presences: Presences | null): Presences | null {
  const compared = useCompare();
  const data = compared?.state === 'ready' && !compared.previous ? compared.data : null;
  const [mark, setMark] = useState<typeof comparedPresence | null>(null);
  useEffect(() => {
    if (!data || mark) return;
    void import('./compared-presence.ts').then((module) => setMark(() => module.comparedPresence));
  }, [data, mark]);
  return useMemo(
    () => (presences && data && mark ? mark(presences, data) : presences),
    [presences, data, mark],
  );
}
