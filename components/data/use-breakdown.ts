'use client';
import type { EdgeId } from '#lib/core/ids.ts';
import type { TimeSelection } from '#lib/core/time.ts';
import { apiPaths } from '#lib/url/paths.ts';
import { contracts } from './contracts.ts';
import { useAnswer } from './use-answer.ts';
import { useShownGraph } from './use-graph-asked.ts';

/** An edge's traffic by pod, node, zone, version and caller. Asked only while it is looked at. */
export const useBreakdown = (id: EdgeId, t: TimeSelection) =>
  useAnswer({
    name: 'breakdown',
    path: apiPaths.breakdown(id, t, useShownGraph()),
    contract: () => contracts.details().then((c) => c.breakdownResponse),
    follows: ['traffic', 'objects'],
    frozen: t.at !== null,
  });
