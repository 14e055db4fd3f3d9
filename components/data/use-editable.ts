'use client';
import type { ObjectRef } from '#lib/core/object-ref.ts';
import { editApi } from '#lib/url/edit-paths.ts';
import { contracts } from './contracts.ts';
import { toLoadable } from './loadable.ts';
import { useAnswerQuery } from './use-answer.ts';

/** An object to edit, as it was when the editor opened: it is read again only when the editor asks, so that nothing typed is lost. */
export function useEditable(ref: ObjectRef) {
  const query = useAnswerQuery({
    name: 'editable',
    path: editApi.editable(ref),
    contract: () => contracts.edit().then((c) => c.editableResponse),
    follows: [],
    frozen: true,
    once: true,
  });
  return { loaded: toLoadable(query), readAgain: query.refetch };
}
