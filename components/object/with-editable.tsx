'use client';
import type { ReactNode } from 'react';
import { Loaded } from '#components/data/loaded.tsx';
import { useEditable } from '#components/data/use-editable.ts';
import { Button } from '#components/ui/button.tsx';
import type { EditableResponse } from '#lib/api/edit-contract.ts';
import type { ObjectRef } from '#lib/core/object-ref.ts';

export type ReadAgain = ReturnType<typeof useEditable>['readAgain'];

interface WithEditableProps {
  readonly object: ObjectRef;
  /** What cannot be done while the object cannot be read, as a heading. */
  readonly failed: string;
  readonly onClose: () => void;
  readonly children: (editable: EditableResponse, readAgain: ReadAgain) => ReactNode;
}

/** Reads an object with what the viewer may do to it, and then shows what is to be done. */
export function WithEditable({ object, failed, onClose, children }: WithEditableProps) {
  const { loaded, readAgain } = useEditable(object);
  return (
    <Loaded
      of={loaded}
      waiting="Reading the object"
      failed={failed}
      action={<Button onClick={onClose}>Back to the object</Button>}
    >
      {(editable) => children(editable, readAgain)}
    </Loaded>
  );
}
