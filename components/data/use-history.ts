'use client';
import { useQuery } from '@tanstack/react-query';
import type { EpochSeconds, Seconds } from '#lib/core/units.ts';
import { epochSeconds } from '#lib/core/units.ts';
import { apiPaths } from '#lib/url/paths.ts';
import { contracts } from './contracts.ts';
import { fetchApi } from './fetch-api.ts';
import { toLoadable } from './loadable.ts';

const pollEvery = 15_000;
/** The server takes so many keys of objects at most; who asks puts the nearest first. */
const mostObjects = 60;

/** The moment from which on a span before `now` is counted; null asks for all that is kept. */
const start = (now: number, span: Seconds | null): EpochSeconds =>
  epochSeconds.parse(span === null ? 0 : Math.floor(now) - span);

/** What changed of objects (by key) over `span` before a moment and as long after it, or up to the present, where `at` is null. */
export function useHistory(objects: readonly string[], at: EpochSeconds | null, span: Seconds | null) {
  const asked = objects.slice(0, mostObjects);
  return toLoadable(
    useQuery({
      queryKey: ['history', at === null ? 'live' : 'frozen', span, at, asked.join(',')],
      queryFn: ({ signal }) =>
        fetchApi(
          apiPaths.history({
            from: start(at ?? Date.now() / 1000, span),
            to: at === null || span === null ? at : epochSeconds.parse(at + span),
            objects: asked,
          }),
          contracts.history().then((contract) => contract.historyResponse),
          signal,
        ),
      refetchInterval: at === null ? pollEvery : false,
      enabled: asked.length > 0,
    }),
  );
}
