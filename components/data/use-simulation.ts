'use client';
import { apiPaths, type SimulateParams } from '#lib/url/paths.ts';
import { contracts } from './contracts.ts';
import { useAnswer } from './use-answer.ts';

/** What the mesh would do with a request; the answer to the one before stays until the next is there. */
export const useSimulation = (asked: SimulateParams) =>
  useAnswer({
    name: 'simulate',
    path: apiPaths.simulate(asked),
    contract: () => contracts.simulate().then((c) => c.simulateResponse),
    kept: true,
    polled: true,
  });
