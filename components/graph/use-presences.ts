'use client';
import { useMemo, useRef } from 'react';
import { useCompared } from '#components/time/use-compared.ts';
import type { TrafficGraph } from '#lib/graph/model.ts';
import { nextPresence, type Presences, startPresence } from './scene/presence.ts';

/**
 * The graph with what has just left it. `view` names what is looked at: another view begins anew, and in a frozen one
 * nothing comes or goes. While two moments are compared it has what only the other one has.
 */
export function usePresences(graph: TrafficGraph | null, view: string, frozen: boolean): Presences | null {
  const last = useRef<{ view: string; presences: Presences } | null>(null);
  const presences = useMemo(() => {
    if (!graph) return null;
    const before = last.current;
    if (before?.view === view && before.presences.graph.at === graph.at && before.presences.graph === graph) {
      return before.presences;
    }
    const continues = before !== null && before.view === view && !frozen;
    const presences = continues ? nextPresence(before.presences, graph, graph.at) : startPresence(graph);
    last.current = { view, presences };
    return presences;
  }, [graph, view, frozen]);
  return useCompared(presences);
}
