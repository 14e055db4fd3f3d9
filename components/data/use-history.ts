'use client';
import { useQuery } from '@tanstack/react-query';
import type { EpochSeconds, Seconds } from '#lib/core/units.ts';
import { epochSeconds } from '#lib/core/units.ts';
import { oncallApi } from '#lib/url/oncall-paths.ts';
import { contracts } from './contracts.ts';
import { fetchApi } from './fetch-api.ts';
import { toLoadable } from './loadable.ts';

const pollEvery = 15_000;
/** The server takes so many keys of objects at most; who asks puts the nearest first. */
const mostObjects = 60;
/** What comes so long after a frozen moment still tells of it. */
const after = 900;

/** The moment from which on a span before `now` is counted; null asks for all that is kept. */
const start = (now: number, span: Seconds | null): EpochSeconds =>
  epochSeconds.parse(span === null ? 0 : Math.floor(now) - span);

interface HistoryOf {
  /** Objects by key. */
  readonly objects?: readonly string[];
  readonly namespaces?: readonly string[];
}

/**
 * What changed of some objects, or in some namespaces, over `span` before a moment and a quarter of an hour after it, or up to the
 * present, where `at` is null. Nothing is asked while both are empty.
 */
export function useHistory(
  { objects = [], namespaces = [] }: HistoryOf,
  at: EpochSeconds | null,
  span: Seconds | null,
) {
  const asked = objects.slice(0, mostObjects);
  return toLoadable(
    useQuery({
      queryKey: ['history', at === null ? 'live' : 'frozen', span, at, asked.join(','), namespaces.join(',')],
      queryFn: ({ signal }) =>
        fetchApi(
          oncallApi.history({
            from: start(at ?? Date.now() / 1000, span),
            to: at === null || span === null ? at : epochSeconds.parse(at + after),
            objects: asked,
            namespaces,
          }),
          contracts.history().then((contract) => contract.historyResponse),
          signal,
        ),
      refetchInterval: at === null ? pollEvery : false,
      enabled: asked.length > 0 || namespaces.length > 0,
    }),
  );
}
