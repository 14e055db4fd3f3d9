'use client';
import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import { acceptPacked, fetchApi } from './fetch-api.ts';
import { useLinkOpen } from './live-provider.tsx';
import { type Loadable, toLoadable } from './loadable.ts';

/** Without the live stream a page asks by itself, this often; in milliseconds. */
const pollEvery = 15_000;

interface Asked<T> {
  /** What is asked, such as `edge`: the first part of its name in the cache. */
  readonly name: string;
  /** A path of the API, which is asked for when it changes. */
  readonly path: string;
  readonly contract: () => Promise<z.ZodType<T>>;
  /** Whether it is about a moment that is over: the live stream makes other answers old. */
  readonly frozen?: boolean;
  /** Only while this is true; it is where not said. */
  readonly wanted?: boolean;
  /** Asks by itself while there is no live stream. */
  readonly polled?: boolean;
  /** Asks by itself always, so often; in milliseconds, false for never. */
  readonly every?: number | false;
  /** Shows the answer to the path before until the next one is there. */
  readonly kept?: boolean;
  /** For answers of thousands of elements: sent packed, and not compared by the cache with the one before. */
  readonly large?: boolean;
  /** How long it is taken as new whatever the stream says; in milliseconds. */
  readonly fresh?: number;
  /** Asked once and forgotten when nobody looks; a failure is told at once. */
  readonly once?: boolean;
}

/** An answer of the API by GET, as the cache holds it: for who wants to ask again. The others take `useAnswer`. */
export function useAnswerQuery<T>(asked: Asked<T>): UseQueryResult<T> {
  const { name, path, contract, frozen = false, wanted = true, polled = false, large = false } = asked;
  const linked = useLinkOpen();
  const every = asked.every ?? (polled && !frozen && !linked ? pollEvery : false);
  return useQuery({
    queryKey: [name, frozen ? 'frozen' : 'live', path],
    queryFn: ({ signal }) => fetchApi(path, contract(), signal, large ? acceptPacked : undefined),
    enabled: wanted,
    refetchInterval: every,
    ...(asked.kept ? { placeholderData: keepPreviousData } : {}),
    ...(large ? { structuralSharing: false } : {}),
    ...(asked.fresh === undefined ? {} : { staleTime: asked.fresh }),
    ...(asked.once ? { staleTime: Number.POSITIVE_INFINITY, gcTime: 0, retry: false } : {}),
  });
}

/** An answer of the API by GET, as a screen knows it. */
export const useAnswer = <T>(asked: Asked<T>): Loadable<T> => toLoadable(useAnswerQuery(asked));
