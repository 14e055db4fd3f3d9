'use client';
import { useMemo, useRef } from 'react';
import type { TrafficGraph } from '#lib/graph/model.ts';
import { nextPresence, type Presences, startPresence } from './scene/presence.ts';

/**
 * The graph with what has just left it. `view` names what is looked at: another view begins anew, and in a frozen one
 * nothing comes or goes.
 */
export function usePresences(graph: TrafficGraph | null, view: string, frozen: boolean): Presences | null {
  const last = useRef<{ view: string; presences: Presences } | null>(null);
  return useMemo(() => {
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
}
