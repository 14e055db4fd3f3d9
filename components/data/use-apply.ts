'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ApplyResponse } from '#lib/api/edit-contract.ts';
import type { ChangePlan } from '#lib/edit/change-plan.ts';
import { apiPaths } from '#lib/url/paths.ts';
import { editContract } from './edit-contract.ts';
import { fetchApi } from './fetch-api.ts';

const answer = () => editContract().then((c) => c.applyResponse);
/** A write is never cut off by the page that asked for it going away. */
const never = new AbortController().signal;

/** Writes a plan; `confirmed` are the words that were typed. Fails with ApiError: `conflict` where someone else was faster. */
export function useApply() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (what: { plan: ChangePlan; confirmed: readonly string[] }) =>
      fetchApi<ApplyResponse>(apiPaths.apply(), answer(), never, undefined, what),
    onSuccess: () => client.invalidateQueries(),
  });
}

/** Takes a change back by its id. */
export function useUndo() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: string) =>
      fetchApi<ApplyResponse>(apiPaths.undo(), answer(), never, undefined, { change }),
    onSuccess: () => client.invalidateQueries(),
  });
}
