'use client';
import { useQuery } from '@tanstack/react-query';
import type { PlanResponse } from '#lib/api/edit-contract.ts';
import type { ChangePlan } from '#lib/edit/change-plan.ts';
import { apiPaths } from '#lib/url/paths.ts';
import { contracts } from './contracts.ts';
import { fetchApi } from './fetch-api.ts';
import { toLoadable } from './loadable.ts';

/** What a plan would do; asked again with every change of the mesh while it is looked at. */
export function usePlanReview(plan: ChangePlan) {
  const query = useQuery({
    queryKey: ['plan', 'live', plan],
    queryFn: ({ signal }) =>
      fetchApi<PlanResponse>(
        apiPaths.plan(),
        contracts.edit().then((c) => c.planResponse),
        signal,
        undefined,
        { plan },
      ),
    gcTime: 0,
    retry: false,
  });
  return { loaded: toLoadable(query), again: query.refetch };
}
