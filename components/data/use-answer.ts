'use client';
import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import { acceptPacked, fetchApi } from './fetch-api.ts';
import { type Loadable, toLoadable } from './loadable.ts';
import type { Followed } from './renew-followers.ts';
import { useFollowing } from './use-following.ts';

interface Asked<T> {
  /** What is asked, such as `edge`: the first part of its name in the cache. */
  readonly name: string;
  /** A path of the API, which is asked for when it changes. */
  readonly path: string;
  readonly contract: () => Promise<z.ZodType<T>>;
  /** What makes it old; none for what is asked once, or by itself. */
  readonly follows: readonly Followed[];
  /** Whether it is about a moment that is over: it follows nothing. */
  readonly frozen?: boolean;
  /** Only while this is true; it is where not said. */
  readonly wanted?: boolean;
  /** Asks by itself, so often, of what is not frozen; in milliseconds, false for never. */
  readonly every?: number | false;
  /** Shows the answer to the path before until the next one is there. */
  readonly kept?: boolean;
  /** For answers of thousands of elements: sent packed, and not compared by the cache with the one before. */
  readonly large?: boolean;
  /** How long it is taken as new whatever the stream says; in milliseconds. */
  readonly fresh?: number;
  /** Asked by hand, and slow where it fails: a failure is told at once, and the person asks again. */
  readonly byHand?: boolean;
  /** Asked once and forgotten when nobody looks; a failure is told at once. */
  readonly once?: boolean;
}

/** An answer of the API by GET, as the cache holds it: for who wants to ask again. The others take `useAnswer`. */
export function useAnswerQuery<T>(asked: Asked<T>): UseQueryResult<T> {
  const { name, path, contract, frozen = false, wanted = true, large = false } = asked;
  const following = useFollowing(frozen ? [] : asked.follows);
  return useQuery({
    queryKey: [name, frozen ? 'frozen' : 'live', path],
    queryFn: ({ signal }) => fetchApi(path, contract(), signal, large ? acceptPacked : undefined),
    enabled: wanted,
    ...following,
    ...(asked.every === undefined || frozen ? {} : { refetchInterval: asked.every }),
    ...(asked.kept ? { placeholderData: keepPreviousData } : {}),
    ...(large ? { structuralSharing: false } : {}),
    ...(asked.fresh === undefined ? {} : { staleTime: asked.fresh }),
    ...(asked.byHand ? { retry: false } : {}),
    ...(asked.once ? { staleTime: Number.POSITIVE_INFINITY, gcTime: 0, retry: false } : {}),
  });
}

/** An answer of the API by GET, as a screen knows it. */
export const useAnswer = <T>(asked: Asked<T>): Loadable<T> => toLoadable(useAnswerQuery(asked));
