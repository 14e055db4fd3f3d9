'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReviewRequest, ReviewResponse } from '#lib/api/findings-contract.ts';
import { editApi } from '#lib/url/edit-paths.ts';
import { asApiError } from './api-error.ts';
import { contracts } from './contracts.ts';
import { fetchApi } from './fetch-api.ts';
import { toLoadable } from './loadable.ts';
import { useSettled } from './use-settled.ts';

/** A draft is asked about once nobody has typed for so long, in milliseconds. */
const pause = 250;

/** What a draft would do, as it is typed: only the newest text counts, and what was told of the one before stays meanwhile. */
export function useReview(request: ReviewRequest) {
  const { text, ...rest } = request;
  const asked = { ...rest, text: useSettled(text, pause) };
  const loaded = toLoadable(
    useQuery({
      queryKey: ['review', 'live', asked],
      queryFn: ({ signal }) =>
        fetchApi<ReviewResponse>(
          editApi.review(),
          contracts.findings().then((c) => c.reviewResponse),
          signal,
          undefined,
          asked,
        ),
      placeholderData: keepPreviousData,
      gcTime: 0,
      // A flood of one's own pages passes; what else fails is told at once.
      retry: (failures, error) => failures < 3 && asApiError(error).code === 'too-many',
      retryDelay: 1000,
    }),
  );
  return { loaded, behind: asked.text !== text };
}
