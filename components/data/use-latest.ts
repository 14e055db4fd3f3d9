'use client';
import type { ObjectRef } from '#lib/core/object-ref.ts';
import { editApi } from '#lib/url/edit-paths.ts';
import { contracts } from './contracts.ts';
import { toLoadable } from './loadable.ts';
import { useAnswerQuery } from './use-answer.ts';

/** An object as it is now, with every change of it: an editor holds its own copy against this one. */
export function useLatest(ref: ObjectRef) {
  const query = useAnswerQuery({
    name: 'editable',
    path: editApi.editable(ref),
    contract: () => contracts.edit().then((c) => c.editableResponse),
    follows: ['objects'],
  });
  return { loaded: toLoadable(query), readAgain: query.refetch };
}
