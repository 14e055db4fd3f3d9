'use client';
import type { ObjectRef } from '#lib/core/object-ref.ts';
import { editApi } from '#lib/url/edit-paths.ts';
import { contracts } from './contracts.ts';
import { useAnswer } from './use-answer.ts';

/** What is seen of each rule of a route, with every refresh of the traffic. */
export const useSplit = (ref: ObjectRef) =>
  useAnswer({
    name: 'split',
    path: editApi.split(ref),
    contract: () => contracts.edit().then((c) => c.splitResponse),
    follows: ['traffic', 'objects'],
  });
