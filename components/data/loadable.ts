import type { UseQueryResult } from '@tanstack/react-query';
import { type ApiError, asApiError } from './api-error.ts';

/**
 * What a screen knows of its data. `ready` keeps the last good data when a newer request failed: `failing` then says why.
 * `previous` marks data of another selection, shown until the one asked for arrives.
 */
export type Loadable<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly error: ApiError }
  | {
      readonly state: 'ready';
      readonly data: T;
      /** Browser time in milliseconds at which the data arrived. */
      readonly fetchedAt: number;
      readonly failing: ApiError | null;
      readonly previous: boolean;
    };

/** The state of a query: what came before stays ready while the next answer is awaited, unless that fails. */
export function toLoadable<T>(query: UseQueryResult<T>): Loadable<T> {
  if (query.data !== undefined && !(query.isPlaceholderData && query.isError)) {
    return {
      state: 'ready',
      data: query.data,
      fetchedAt: query.dataUpdatedAt,
      failing: query.error ? asApiError(query.error) : null,
      previous: query.isPlaceholderData,
    };
  }
  if (query.error) return { state: 'failed', error: asApiError(query.error) };
  return { state: 'loading' };
}
