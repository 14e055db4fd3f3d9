'use client';
import type { ObjectRef } from '#lib/core/object-ref.ts';
import { apiPaths } from '#lib/url/paths.ts';
import { contracts } from './contracts.ts';
import { useAnswer } from './use-answer.ts';

/** What is seen of each rule of a route, with every refresh of the traffic. */
export const useSplit = (ref: ObjectRef) =>
  useAnswer({
    name: 'split',
    path: apiPaths.split(ref),
    contract: () => contracts.edit().then((c) => c.splitResponse),
    polled: true,
  });
