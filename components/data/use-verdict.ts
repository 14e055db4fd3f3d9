'use client';
import { useQuery } from '@tanstack/react-query';
import type { VerdictResponse } from '#lib/api/verdict-contract.ts';
import type { TimeSelection } from '#lib/core/time.ts';
import { oncallApi } from '#lib/url/oncall-paths.ts';
import { contracts } from './contracts.ts';
import { fetchApi } from './fetch-api.ts';
import { toLoadable } from './loadable.ts';
import { useFollowing } from './use-following.ts';

/** The service whose versions are compared, and with which; `stable` null leaves the choice to the server. */
export interface ComparedService {
  readonly cluster: string;
  readonly namespace: string;
  /** Its name, or its host in full. */
  readonly service: string;
  readonly stable: string | null;
}

/** The versions of a service side by side. When the window changes what was there stays until more arrives; of another service nothing does. */
export function useVerdict(of: ComparedService, t: TimeSelection) {
  const following = useFollowing(t.at === null ? ['traffic', 'objects'] : []);
  const path = oncallApi.verdict(of, t);
  const service = [of.cluster, of.namespace, of.service].join('/');
  return toLoadable(
    useQuery({
      queryKey: ['verdict', t.at === null ? 'live' : 'frozen', service, path],
      queryFn: ({ signal }) =>
        fetchApi<VerdictResponse>(
          path,
          contracts.verdict().then((c) => c.verdictResponse),
          signal,
        ),
      ...following,
      placeholderData: (before, query) => (query?.queryKey[2] === service ? before : undefined),
    }),
  );
}
