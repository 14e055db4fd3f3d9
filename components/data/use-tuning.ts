'use client';
import { useQuery } from '@tanstack/react-query';
import type { ProposeRequest, ProposeResponse } from '#lib/api/tuning-contract.ts';
import type { ClusterId } from '#lib/core/ids.ts';
import { editApi } from '#lib/url/edit-paths.ts';
import { contracts } from './contracts.ts';
import { fetchApi } from './fetch-api.ts';
import { toLoadable } from './loadable.ts';
import { useAnswer } from './use-answer.ts';
import { useSettled } from './use-settled.ts';

export interface ServiceAt {
  readonly cluster: ClusterId;
  readonly namespace: string;
  readonly name: string;
}

/** How a service's traffic is handled; `subset` chooses whose policy. */
export const useTuning = (service: ServiceAt, subset: string | null) =>
  useAnswer({
    name: 'tuning',
    path: editApi.tuning(service, subset),
    contract: () => contracts.tuning().then((c) => c.tuningResponse),
    follows: ['objects'],
    kept: true,
  });

/** The faults that the mesh injects on purpose. */
export const useFaults = () =>
  useAnswer({
    name: 'faults',
    path: editApi.faults(),
    contract: () => contracts.tuning().then((c) => c.faultsResponse),
    follows: ['objects'],
  });

/** A form is asked about once nobody has typed for so long, in milliseconds. */
const pause = 250;

/** The plan for what a form asks and what comes of it, as it is filled in; null while the form is not complete. */
export function useProposal(request: ProposeRequest | null) {
  const key = JSON.stringify(request);
  const asked = useSettled(request, pause, key);
  const query = useQuery({
    queryKey: ['propose', 'frozen', asked],
    queryFn: ({ signal }) =>
      fetchApi<ProposeResponse>(
        editApi.propose(),
        contracts.tuning().then((c) => c.proposeResponse),
        signal,
        undefined,
        asked,
      ),
    enabled: asked !== null,
    gcTime: 0,
    retry: false,
  });
  return { loaded: toLoadable(query), behind: JSON.stringify(asked) !== key };
}
