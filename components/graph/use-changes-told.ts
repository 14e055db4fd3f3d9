'use client';
import { useEffect, useRef, useState } from 'react';
import type { TrafficGraph } from '#lib/graph/model.ts';

/** What the last refresh of a live view changed, for reading aloud. Another view, or a frozen one, has nothing to tell. */
export function useChangesTold(graph: TrafficGraph | null, view: string, frozen: boolean): string {
  const last = useRef<{ readonly view: string; readonly graph: TrafficGraph } | null>(null);
  const [told, setTold] = useState('');
  useEffect(() => {
    if (!graph) return;
    const before = last.current;
    last.current = { view, graph };
    if (frozen || before?.view !== view || before.graph.at >= graph.at) return;
    let current = true;
    void import('./tell-changes.ts').then(({ tellChanges }) => {
      if (current) setTold(tellChanges(before.graph, graph));
    });
    return () => {
      current = false;
    };
  }, [graph, view, frozen]);
  return told;
}
