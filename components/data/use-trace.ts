'use client';
import type { TimeSelection } from '#lib/core/time.ts';
import { oncallApi } from '#lib/url/oncall-paths.ts';
import { contracts } from './contracts.ts';
import { useAnswer } from './use-answer.ts';

/** One trace: what is over changes no more. */
export const useTrace = (id: string, t: TimeSelection) =>
  useAnswer({
    name: 'trace',
    path: oncallApi.trace(id, t),
    contract: () => contracts.traces().then((c) => c.traceResponse),
    follows: [],
    frozen: t.at !== null,
    fresh: Number.POSITIVE_INFINITY,
    byHand: true,
  });
