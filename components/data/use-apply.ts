'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ApplyResponse } from '#lib/api/edit-contract.ts';
import type { ChangePlan } from '#lib/edit/change-plan.ts';
import { editApi } from '#lib/url/edit-paths.ts';
import { contracts } from './contracts.ts';
import { fetchApi } from './fetch-api.ts';
import { keepBackPlan } from './kept-back-plans.ts';
import { takeBack } from './take-back.ts';

const answer = () => contracts.edit().then((c) => c.applyResponse);
/** A write is never cut off by the page that asked for it going away. */
const never = new AbortController().signal;

/** What was written makes all that is shown old, but for the review that it came from, which would be of a plan that is done; the way back is kept by this tab too. */
function useWritten() {
  const client = useQueryClient();
  return ({ change, back }: ApplyResponse) => {
    keepBackPlan(change, back);
    return client.invalidateQueries({ predicate: ({ queryKey: [name] }) => name !== 'plan' });
  };
}

/** Writes a plan; `confirmed` are the words that were typed. Fails with ApiError: `conflict` where someone else was faster. */
export function useApply() {
  return useMutation({
    mutationFn: (what: { plan: ChangePlan; confirmed: readonly string[]; says: string }) =>
      fetchApi<ApplyResponse>(editApi.apply(), answer(), never, undefined, what),
    onSuccess: useWritten(),
  });
}

/** Takes a change back by its id, also where the server has forgotten it. */
export function useUndo() {
  return useMutation({ mutationFn: takeBack, onSuccess: useWritten() });
}
