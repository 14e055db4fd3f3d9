'use client';
import { lazy, useMemo } from 'react';
import { useEditable } from '#components/data/use-editable.ts';
import { Button } from '#components/ui/button.tsx';
import { Failure } from '#components/ui/failure.tsx';
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
  switch (loaded.state) {
    case 'loading':
      return <div role="status" aria-label="Reading the object" className="skeleton m-6 h-120" />;
    case 'failed':
      return (
        <Failure
          code={loaded.error.code}
          title="The object cannot be deleted"
          message={loaded.error.message}
          cure={loaded.error.cure}
          requestId={loaded.error.requestId}
          action={<Button onClick={props.onClose}>Back to the object</Button>}
        />
      );
    case 'ready':
      return <Deleting {...props} editable={loaded.data} onReadAgain={() => void readAgain()} />;
  }
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
