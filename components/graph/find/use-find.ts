'use client';
import { useEffect, useMemo, useState } from 'react';
import type { NodeId } from '#lib/core/ids.ts';
import type { MeasuredEdges } from '#lib/graph/find/carried-measures.ts';
import type { Match } from '#lib/graph/find/match.ts';
import type { NodeFacts } from '#lib/graph/find/node-facts.ts';
import type { TrafficGraph } from '#lib/graph/model.ts';
import type { RankBy } from '#lib/url/drawing-codec.ts';
import type { Presences } from '../scene/presence.ts';
import type * as Engine from './find-engine.ts';

/** The language comes when it is first asked for: most who look at a graph never write an expression. */
export const loadEngine = () => import('./find-engine.ts');

export interface FindState {
  /** What the find expression matches of what is shown; null where there is none, or one with an error. */
  readonly found: Match | null;
  /** What is hidden of the whole graph. */
  readonly hidden: Match | null;
  /** The graph without what is hidden, ghosts included. */
  readonly presences: Presences | null;
  /** The same of the graph as it came, for the list. */
  readonly graph: TrafficGraph | null;
  /** What the ranks are by: chosen, or because an expression asks for them; null while none are shown. */
  readonly rankBy: RankBy | null;
  readonly ranks: ReadonlyMap<NodeId, number> | null;
  /** Failing edges among what is hidden: they may be hidden, not forgotten. */
  readonly failingHidden: number;
}

export interface FindTexts {
  readonly find: string;
  readonly hide: string;
}

/** The expressions, and the ranking that is shown; where none is, an expression that asks for ranks shows them. */
interface FindInput extends FindTexts {
  readonly rank: RankBy | null;
  /** What edges carry: which response time and bytes are meant. */
  readonly labels: readonly string[];
  /** What the configuration says of nodes; null while that is not known. */
  readonly facts: ReadonlyMap<NodeId, NodeFacts> | null;
}

/** Applies the find and hide expressions of the link. Hiding moves nothing: what stays keeps its place. */
export function useFind(
  graph: TrafficGraph | null,
  presences: Presences | null,
  namespaces: readonly string[],
  { find, hide, rank, labels, facts }: FindInput,
  values: MeasuredEdges['values'],
): FindState {
  const engine = useEngine(find !== '' || hide !== '' || rank !== null);
  const rankBy = useMemo(() => {
    const asked = engine !== null && (engine.asksForRank(find) || engine.asksForRank(hide));
    return rank ?? (asked ? 'inbound' : null);
  }, [engine, find, hide, rank]);
  // Of the whole graph: what an expression hides changes no rank.
  const ranks = useMemo(
    () => (engine && presences && rankBy ? engine.ranksOf(presences.graph, rankBy) : null),
    [engine, presences, rankBy],
  );
  const context = useMemo(
    () => ({ namespaces: new Set(namespaces), ranks, facts, measured: { values, labels } }),
    [namespaces, ranks, facts, values, labels],
  );
  const hiding = useMemo(
    () => (engine && presences && hide !== '' ? engine.answer(presences.graph, hide, context).match : null),
    [engine, presences, hide, context],
  );
  const shown = useMemo(
    () =>
      engine && presences && hiding
        ? { ...presences, graph: engine.without(presences.graph, hiding) }
        : presences,
    [engine, presences, hiding],
  );
  const left = useMemo(
    () => (engine && graph && hiding ? engine.without(graph, hiding) : graph),
    [engine, graph, hiding],
  );
  const found = useMemo(
    () => (engine && shown && find !== '' ? engine.answer(shown.graph, find, context).match : null),
    [engine, shown, find, context],
  );
  const failing = (of: TrafficGraph | null) =>
    of?.edges.filter(({ health }) => health.status === 'failing').length ?? 0;
  return {
    found,
    hidden: hiding,
    presences: shown,
    graph: left,
    rankBy,
    ranks,
    failingHidden: hiding ? failing(graph) - failing(left) : 0,
  };
}

/** The engine once an expression wants it. */
export function useEngine(wanted: boolean): typeof Engine | null {
  const [engine, setEngine] = useState<typeof Engine | null>(null);
  useEffect(() => {
    if (!wanted || engine) return;
    let left = false;
    void loadEngine().then((loaded) => {
      if (!left) setEngine(loaded);
    });
    return () => {
      left = true;
    };
  }, [wanted, engine]);
  return engine;
}
