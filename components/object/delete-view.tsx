'use client';
import { lazy, useMemo } from 'react';
import type { ApplyResponse, EditableResponse } from '#lib/api/edit-contract.ts';
import { type ObjectRef, objectName } from '#lib/core/object-ref.ts';
import type { ChangePlan } from '#lib/edit/change-plan.ts';
import { WithEditable } from './with-editable.tsx';

const ReviewView = lazy(() =>
  import('#components/edit/review-view.tsx').then((module) => ({ default: module.ReviewView })),
);

interface DeleteViewProps {
  readonly object: ObjectRef;
  readonly onClose: () => void;
  readonly onApplied: (applied: ApplyResponse) => void;
}

/** What deleting an object would do, before it is done. */
export function DeleteView(props: DeleteViewProps) {
  return (
    <WithEditable {...props} failed="The object cannot be deleted">
      {(editable, readAgain) => (
        <Deleting {...props} editable={editable} onReadAgain={() => void readAgain()} />
      )}
    </WithEditable>
  );
}

interface DeletingProps extends DeleteViewProps {
  readonly editable: EditableResponse;
  readonly onReadAgain: () => void;
}

function Deleting({ object, editable, onClose, onApplied, onReadAgain }: DeletingProps) {
  const plan = useMemo(() => deletionOf(object, editable), [object, editable]);
  return (
    <ReviewView
      plan={plan}
      sentence={`${objectName(object)} is deleted.`}
      onBack={onClose}
      onApplied={onApplied}
      onConflict={onReadAgain}
    />
  );
}

function deletionOf(ref: ObjectRef, { content: { metadata } }: EditableResponse): ChangePlan {
  const { resourceVersion, generation } = metadata;
  return {
    steps: [
      {
        do: 'delete',
        ref,
        resourceVersion: typeof resourceVersion === 'string' ? resourceVersion : '',
        generation: typeof generation === 'number' ? generation : null,
      },
    ],
  };
}
