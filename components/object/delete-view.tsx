'use client';
import { lazy, useMemo } from 'react';
import { Loaded } from '#components/data/loaded.tsx';
import { useEditable } from '#components/data/use-editable.ts';
import { Button } from '#components/ui/button.tsx';
import type { ApplyResponse, EditableResponse } from '#lib/api/edit-contract.ts';
import { type ObjectRef, objectName } from '#lib/core/object-ref.ts';
import type { ChangePlan } from '#lib/edit/change-plan.ts';

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
  const { loaded, readAgain } = useEditable(props.object);
  return (
    <Loaded
      of={loaded}
      waiting="Reading the object"
      failed="The object cannot be deleted"
      action={<Button onClick={props.onClose}>Back to the object</Button>}
    >
      {(editable) => <Deleting {...props} editable={editable} onReadAgain={() => void readAgain()} />}
    </Loaded>
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
