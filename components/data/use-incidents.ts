'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { AcknowledgeRequest, AcknowledgeResponse } from '#lib/api/incidents-contract.ts';
import type { TimeSelection } from '#lib/core/time.ts';
import { oncallApi } from '#lib/url/oncall-paths.ts';
import { contracts } from './contracts.ts';
import { fetchApi } from './fetch-api.ts';
import { useAnswer } from './use-answer.ts';

/** What is wrong in the mesh, grouped by what it comes from. */
export const useIncidents = (t: TimeSelection) =>
  useAnswer({
    name: 'incidents',
    path: oncallApi.incidents(t),
    contract: () => contracts.incidents().then((c) => c.incidentsResponse),
    follows: ['traffic'],
    frozen: t.at !== null,
    kept: true,
  });

/** A minute is a moment of the errors' hour: a newer answer says little more. In milliseconds. */
const trendsEvery = 20_000;

/** Where problems are going, and what changed before. Asked only while there are any. */
export const useIncidentTrends = (t: TimeSelection, wanted: boolean) =>
  useAnswer({
    name: 'incident-trends',
    path: oncallApi.incidentTrends(t),
    contract: () => contracts.incidents().then((c) => c.incidentTrendsResponse),
    follows: [],
    frozen: t.at !== null,
    kept: true,
    wanted,
    every: trendsEvery,
  });

/** What is said is not taken back by the page that said it going away. */
const never = new AbortController().signal;

/** Says of a problem that somebody is at it, that it can wait, or neither any more. Fails with ApiError. */
export function useAcknowledge() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (said: AcknowledgeRequest) =>
      fetchApi<AcknowledgeResponse>(
        oncallApi.acknowledge(),
        contracts.incidents().then((c) => c.acknowledgeResponse),
        never,
        undefined,
        said,
      ),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['incidents'] }),
        client.invalidateQueries({ queryKey: ['status'] }),
      ]),
  });
}
