'use client';
import type { ObjectRef } from '#lib/core/object-ref.ts';
import { apiPaths } from '#lib/url/paths.ts';
import { contracts } from './contracts.ts';
import { toLoadable } from './loadable.ts';
import { useAnswerQuery } from './use-answer.ts';

/** An object as it is now, with every change of it: an editor holds its own copy against this one. */
export function useLatest(ref: ObjectRef) {
  const query = useAnswerQuery({
    name: 'editable',
    path: apiPaths.editable(ref),
    contract: () => contracts.edit().then((c) => c.editableResponse),
    polled: true,
  });
  return { loaded: toLoadable(query), readAgain: query.refetch };
}
