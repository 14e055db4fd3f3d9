'use client';
import { useQueryStates } from 'nuqs';
import { useMemo } from 'react';
import { urlParser } from '#components/data/url-parser.ts';
import type { NodeId } from '#lib/core/ids.ts';
import { keepNodes, nearNodes } from '#lib/graph/focus.ts';
import type { GraphNode, TrafficGraph } from '#lib/graph/model.ts';
import {
  directionCodec,
  type FocusDirection,
  focusCodec,
  type Hops,
  hopsCodec,
} from '#lib/url/focus-codec.ts';
import type { Presences } from '../scene/presence.ts';

export const focusParsers = {
  focus: urlParser(focusCodec),
  hops: urlParser(hopsCodec).withDefault(hopsCodec.fallback),
  direction: urlParser(directionCodec).withDefault(directionCodec.fallback),
};

export interface FocusState {
  /** The node in the link; null where the whole graph is shown. */
  readonly id: NodeId | null;
  readonly hops: Hops;
  readonly direction: FocusDirection;
  /** The same node on the graph; null where it is not there, so that the whole is shown. */
  readonly centre: GraphNode | null;
  /** What is shown: the neighbourhood, or all. */
  readonly presences: Presences | null;
  /** The same of the graph as it came, for the list. */
  readonly graph: TrafficGraph | null;
  /** Names the neighbourhood; empty for the whole. */
  readonly part: string;
  focusOn(id: NodeId): void;
  change(next: { readonly hops?: Hops; readonly direction?: FocusDirection }): void;
  leave(): void;
}

/** The neighbourhood of one node instead of the whole graph, kept in the link: going back returns to what was shown before. */
export function useFocus(presences: Presences | null, graph: TrafficGraph | null): FocusState {
  const [{ focus: id, hops, direction }, set] = useQueryStates(focusParsers, { history: 'push' });
  const near = useMemo(
    () => (presences && id ? nearNodes(presences.graph, id, hops, direction) : null),
    [presences, id, hops, direction],
  );
  const part = useMemo(
    () => (presences && near ? { ...presences, graph: keepNodes(presences.graph, near) } : presences),
    [presences, near],
  );
  const listed = useMemo(() => (graph && near ? keepNodes(graph, near) : graph), [graph, near]);
  return {
    id,
    hops,
    direction,
    centre: near ? (presences?.graph.nodes.find((node) => node.id === id) ?? null) : null,
    presences: part,
    graph: listed,
    part: near ? ` focus ${id} ${hops} ${direction}` : '',
    focusOn: (focus) => void set({ focus }),
    change: (next) => void set(next),
    leave: () => void set({ focus: null, hops: null, direction: null }),
  };
}
