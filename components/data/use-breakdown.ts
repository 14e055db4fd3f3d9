'use client';
import { useQuery } from '@tanstack/react-query';
import type { EdgeId } from '#lib/core/ids.ts';
import type { TimeSelection } from '#lib/core/time.ts';
import { apiPaths } from '#lib/url/paths.ts';
import { contracts } from './contracts.ts';
import { fetchApi } from './fetch-api.ts';
import { toLoadable } from './loadable.ts';
import { useShownGraph } from './use-graph-asked.ts';

/** An edge's traffic by pod, node, zone, version and caller. Asked only while it is looked at. */
export function useBreakdown(id: EdgeId, t: TimeSelection) {
  const path = apiPaths.breakdown(id, t, useShownGraph());
  return toLoadable(
    useQuery({
      queryKey: ['breakdown', t.at === null ? 'live' : 'frozen', path],
      queryFn: ({ signal }) =>
        fetchApi(
          path,
          contracts.details().then((c) => c.breakdownResponse),
          signal,
        ),
    }),
  );
}
