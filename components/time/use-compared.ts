'use client';
import { useMemo } from 'react';
import type { Presences } from '#components/graph/scene/presence.ts';
import { comparedPresence } from './compared-presence.ts';
import { useCompare } from './use-compare.ts';

/** The presences of a graph with the marks of the comparison, while there is one. */
export function useCompared(presences: Presences | null): Presences | null {
  const compared = useCompare();
  const data = compared?.state === 'ready' && !compared.previous ? compared.data : null;
  return useMemo(
    () => (presences && data ? comparedPresence(presences, data) : presences),
    [presences, data],
  );
}
