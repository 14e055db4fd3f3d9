'use client';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { HistoryResponse } from '#lib/api/history-contract.ts';
import { type EpochSeconds, epochSeconds } from '#lib/core/units.ts';
import type { ChangeRecord } from '#lib/history/change-record.ts';
import { oncallApi } from '#lib/url/oncall-paths.ts';
import { contracts } from './contracts.ts';
import { fetchApi } from './fetch-api.ts';
import { toLoadable } from './loadable.ts';

const pollEvery = 15_000;
/** So many changes are asked for at once. */
const pageSize = 200;

interface AskedChanges {
  /** Null follows the present. */
  readonly to: EpochSeconds | null;
  /** Seconds before that. */
  readonly span: number;
  readonly namespaces: readonly string[];
  readonly kinds: readonly string[];
  readonly who: readonly string[];
  readonly q: string;
}

interface PageAsked {
  readonly cursor: string | null;
  readonly to: EpochSeconds | null;
}

const firstPage = (to: EpochSeconds | null): PageAsked => ({ cursor: null, to });

/** What changed, the newest first, page by page: the next one is asked for when the list is near its end. */
export function useChangePages(asked: AskedChanges) {
  const query = useInfiniteQuery({
    queryKey: ['history', 'pages', asked],
    initialPageParam: firstPage(asked.to),
    queryFn: async ({ pageParam: { cursor, to }, signal }): Promise<HistoryResponse> => {
      const end = to ?? epochSeconds.parse(Math.floor(Date.now() / 1000));
      const path = oncallApi.history({
        ...asked,
        from: epochSeconds.parse(Math.max(0, end - asked.span)),
        to: end,
        cursor,
        limit: pageSize,
        counts: cursor === null,
      });
      return fetchApi(path, (await contracts.history()).historyResponse, signal);
    },
    // Pages go on from where the first one ended: what happens meanwhile moves none of them.
    getNextPageParam: ({ next, to }): PageAsked | null => (next === null ? null : { cursor: next, to }),
    // Whoever reads further down is not moved by what comes in above.
    refetchInterval: ({ state }) =>
      asked.to === null && (state.data?.pages.length ?? 0) <= 1 ? pollEvery : false,
    placeholderData: keepPreviousData,
    select: ({ pages }): readonly HistoryResponse[] => pages,
  });
  return {
    loaded: toLoadable(query),
    more: query.hasNextPage && !query.isFetchingNextPage ? () => void query.fetchNextPage() : null,
    /** Whether new changes come in by themselves. */
    follows: asked.to === null && (query.data?.length ?? 0) <= 1,
    renew: () => void query.refetch(),
  };
}

/** Those of all pages, each once: of a second some may come again. */
export function changesOfPages(pages: readonly HistoryResponse[]): readonly ChangeRecord[] {
  const byId = new Map(pages.flatMap(({ changes }) => changes).map((change) => [change.id, change]));
  return [...byId.values()];
}
