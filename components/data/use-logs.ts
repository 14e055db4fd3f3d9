'use client';
import type { TimeSelection } from '#lib/core/time.ts';
import type { Selection } from '#lib/url/graph-codec.ts';
import { oncallApi } from '#lib/url/oncall-paths.ts';
import { contracts } from './contracts.ts';
import { toLoadable } from './loadable.ts';
import { useAnswerQuery } from './use-answer.ts';
import { useShownGraph } from './use-graph-asked.ts';

/** Each is a read of many pods: they are asked for again when somebody says so, or follows them. */
const followEvery = 5000;

/** What the proxies of an edge or a node logged, and the way to ask again. */
export function useLogs(
  of: Selection,
  asked: Parameters<typeof oncallApi.logs>[1] & { readonly follow: boolean },
  t: TimeSelection,
) {
  const query = useAnswerQuery({
    name: 'logs',
    path: oncallApi.logs(of, asked, t, useShownGraph()),
    contract: () => contracts.logs().then((c) => c.logsResponse),
    follows: [],
    frozen: t.at !== null,
    every: asked.follow ? followEvery : false,
    kept: true,
    byHand: true,
  });
  return { loaded: toLoadable(query), refresh: () => void query.refetch(), busy: query.isFetching };
}
