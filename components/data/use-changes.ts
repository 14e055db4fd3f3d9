'use client';
import { editApi } from '#lib/url/edit-paths.ts';
import { contracts } from './contracts.ts';
import { useAnswer } from './use-answer.ts';

/** What was written through this Weft, the newest first. */
export const useChanges = () =>
  useAnswer({
    name: 'changes',
    path: editApi.changes(),
    contract: () => contracts.edit().then((c) => c.changesResponse),
    follows: ['objects'],
  });
