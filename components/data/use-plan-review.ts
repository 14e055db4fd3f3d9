'use client';
import { useQuery } from '@tanstack/react-query';
import type { PlanResponse } from '#lib/api/edit-contract.ts';
import type { EdgeId } from '#lib/core/ids.ts';
import type { ChangePlan } from '#lib/edit/change-plan.ts';
import { editApi } from '#lib/url/edit-paths.ts';
import { contracts } from './contracts.ts';
import { fetchApi } from './fetch-api.ts';
import { toLoadable } from './loadable.ts';

/** What a plan would do, also to what is wrong on an edge where one is named; asked once, and `again` when somebody wants to know anew. */
export function usePlanReview(plan: ChangePlan, edge: EdgeId | null = null) {
  const query = useQuery({
    queryKey: ['plan', 'live', plan, edge],
    queryFn: ({ signal }) =>
      fetchApi<PlanResponse>(
        editApi.plan(),
        contracts.edit().then((c) => c.planResponse),
        signal,
        undefined,
        { plan, edge },
      ),
    gcTime: 0,
    retry: false,
  });
  return { loaded: toLoadable(query), again: query.refetch };
}
