'use client';
import { useMemo } from 'react';
import type { ApiError } from '#components/data/api-error.ts';
import { useShownGraph } from '#components/data/use-graph-asked.ts';
import { useMeasures } from '#components/data/use-measures.ts';
import type { EdgeId } from '#lib/core/ids.ts';
import type { TimeSelection } from '#lib/core/time.ts';
import { type EdgeValues, shownValues } from '#lib/graph/measures/shown-values.ts';
import type { GraphEdge, GraphNode, TrafficGraph } from '#lib/graph/model.ts';
import { trafficShares } from '#lib/graph/traffic-share.ts';
import { type EdgeMeasure, edgeMeasures } from '#lib/url/edge-measures.ts';
import type { EdgeColumn } from '#lib/url/graph-codec.ts';
import { useEngine } from '../find/use-find.ts';
import { type EdgeExtras, noExtras } from '../scene/edge-facts.ts';
import type { GraphViewState } from '../view-state.ts';

/** What is measured of edges for what is on the screen, and how that went. */
export interface Measured {
  /** By the edge's id; null until they are read. */
  readonly values: ReadonlyMap<EdgeId, EdgeValues> | null;
  readonly extrasOf: (edge: GraphEdge) => EdgeExtras;
  /** What is asked for. */
  readonly of: readonly EdgeMeasure[];
  /** What has not arrived yet. */
  readonly pending: readonly EdgeMeasure[];
  /** Queries that failed, and why. */
  readonly missing: TrafficGraph['missing'];
  /** Why the newest request failed. */
  readonly failing: ApiError | null;
}

/** Whether there is something to say about what edges carry, beside the numbers themselves. */
export const isToldOf = ({ pending, missing, failing }: Measured): boolean =>
  pending.length > 0 || missing.length > 0 || failing !== null;

const nothingMissing: TrafficGraph['missing'] = [];
const none: ReadonlyMap<EdgeId, number> = new Map();
const unread: ReadonlyMap<EdgeId, EdgeValues> = new Map();

/**
 * Asks for what labels, the columns of the open list and expressions need of the edges on the page, in one request, and for
 * nothing where they need nothing.
 */
export function useMeasured(
  graph: TrafficGraph | null,
  time: TimeSelection,
  state: Asking,
  columns: readonly EdgeColumn[],
): Measured {
  const wanted = useWanted(state, columns);
  const key = edgeMeasures.filter((measure) => wanted.has(measure)).join();
  const of = useMemo(() => edgeMeasures.filter((measure) => key.split(',').includes(measure)), [key]);
  const loaded = useMeasures(of, time);
  const answer = loaded.state === 'ready' && of.length > 0 ? loaded.data : null;
  const shares = useShares(graph, wanted.has('share'));
  const failing = loaded.state === 'failed' ? loaded.error : loaded.state === 'ready' ? loaded.failing : null;
  const values = useMemo(() => {
    if (graph && answer) return shownValues(graph.edges, answer.edges);
    return failing === null ? null : unread;
  }, [graph, answer, failing]);
  const extrasOf = useMemo(
    () =>
      values === null && shares === none
        ? () => noExtras
        : ({ id }: GraphEdge) => ({
            values: values === null ? null : (values.get(id) ?? {}),
            share: shares.get(id) ?? null,
          }),
    [values, shares],
  );
  return {
    values,
    extrasOf,
    of,
    pending: failing === null ? of.filter((measure) => !answer?.of.includes(measure)) : [],
    missing: answer?.missing ?? nothingMissing,
    failing: of.length > 0 ? failing : null,
  };
}

type Asking = Pick<GraphViewState, 'labels' | 'list' | 'find' | 'hide'>;

/** Names of all that edges carry, the open list shows and expressions read. */
function useWanted(
  { labels, list, find, hide }: Asking,
  columns: readonly EdgeColumn[],
): ReadonlySet<string> {
  const engine = useEngine(find !== '' || hide !== '');
  return useMemo(() => {
    const expressions = engine === null ? [] : [find, hide];
    return new Set<string>([
      ...labels,
      ...(list ? columns : []),
      ...expressions.flatMap((text) => engine?.measuresAskedFor(text, labels) ?? []),
    ]);
  }, [engine, labels, list, columns, find, hide]);
}

/** The part of the requests of their sources that edges carry. */
function useShares(graph: TrafficGraph | null, on: boolean): ReadonlyMap<EdgeId, number> {
  const { asked, namespaces } = useShownGraph();
  return useMemo(() => {
    if (graph === null || !on) return none;
    // A view of some namespaces sees of others only what they send here.
    const isWhole = ({ namespace }: GraphNode) =>
      asked.graph === 'mesh' || namespaces.length === 0 || namespaces.includes(namespace ?? '');
    return trafficShares(graph, isWhole);
  }, [graph, on, asked.graph, namespaces]);
}
