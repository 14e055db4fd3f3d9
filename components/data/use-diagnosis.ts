'use client';
import { useQuery } from '@tanstack/react-query';
import type { EdgeId } from '#lib/core/ids.ts';
import type { TimeSelection } from '#lib/core/time.ts';
import { apiPaths } from '#lib/url/paths.ts';
import { contracts } from './contracts.ts';
import { fetchApi } from './fetch-api.ts';
import { toLoadable } from './loadable.ts';
import { useShownGraph } from './use-graph-asked.ts';

/** What is wrong on an edge and why. Asked only while it is looked at. */
export function useDiagnosis(edge: EdgeId, t: TimeSelection) {
  const path = apiPaths.diagnosis(edge, t, useShownGraph());
  return toLoadable(
    useQuery({
      queryKey: ['diagnosis', t.at === null ? 'live' : 'frozen', path],
      queryFn: ({ signal }) =>
        fetchApi(
          path,
          contracts.diagnosis().then((c) => c.diagnosisResponse),
          signal,
        ),
    }),
  );
}
