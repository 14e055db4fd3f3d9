'use client';
import type { EdgeId, NodeId } from '#lib/core/ids.ts';
import type { TimeSelection } from '#lib/core/time.ts';
import { oncallApi } from '#lib/url/oncall-paths.ts';
import { contracts } from './contracts.ts';
import { toLoadable } from './loadable.ts';
import { useAnswerQuery } from './use-answer.ts';
import { useShownGraph } from './use-graph-asked.ts';

interface AskedTraces {
  readonly edge: EdgeId | null;
  readonly node: NodeId | null;
  readonly errors: boolean;
  readonly min: number | null;
}

/** Traces of an edge or a node. Asked again only by hand: a list that is read must not move, and a search may be dear. */
export function useTraces(of: AskedTraces, t: TimeSelection) {
  const query = useAnswerQuery({
    name: 'traces',
    path: oncallApi.traces(of, t, useShownGraph()),
    contract: () => contracts.traces().then((c) => c.tracesResponse),
    follows: [],
    frozen: t.at !== null,
    wanted: of.edge !== null || of.node !== null,
    fresh: Number.POSITIVE_INFINITY,
    kept: true,
    byHand: true,
  });
  return { loaded: toLoadable(query), asking: query.isFetching, again: () => void query.refetch() };
}
