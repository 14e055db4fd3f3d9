'use client';
import { oncallApi } from '#lib/url/oncall-paths.ts';
import type { SimulateParams } from '#lib/url/path-params.ts';
import { contracts } from './contracts.ts';
import { useAnswer } from './use-answer.ts';

/** What the mesh would do with a request; the answer to the one before stays until the next is there. */
export const useSimulation = (asked: SimulateParams) =>
  useAnswer({
    name: 'simulate',
    path: oncallApi.simulate(asked),
    contract: () => contracts.simulate().then((c) => c.simulateResponse),
    follows: ['objects'],
    kept: true,
  });
