'use client';
import type { TimeSelection } from '#lib/core/time.ts';
import { apiPaths } from '#lib/url/paths.ts';
import { contracts } from './contracts.ts';
import { useAnswer } from './use-answer.ts';

/** What is wrong in the mesh, grouped by what it comes from. */
export const useIncidents = (t: TimeSelection) =>
  useAnswer({
    name: 'incidents',
    path: apiPaths.incidents(t),
    contract: () => contracts.incidents().then((c) => c.incidentsResponse),
    frozen: t.at !== null,
    kept: true,
  });
