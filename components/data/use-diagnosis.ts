'use client';
import type { EdgeId } from '#lib/core/ids.ts';
import type { TimeSelection } from '#lib/core/time.ts';
import { oncallApi } from '#lib/url/oncall-paths.ts';
import { contracts } from './contracts.ts';
import { useAnswer } from './use-answer.ts';
import { useShownGraph } from './use-graph-asked.ts';

/** What is wrong on an edge and why. Asked only while it is looked at. */
export const useDiagnosis = (edge: EdgeId, t: TimeSelection) =>
  useAnswer({
    name: 'diagnosis',
    path: oncallApi.diagnosis(edge, t, useShownGraph()),
    contract: () => contracts.diagnosis().then((c) => c.diagnosisResponse),
    follows: ['traffic', 'objects'],
    frozen: t.at !== null,
  });
