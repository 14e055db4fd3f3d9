'use client';
import { ObjectView } from '#components/object/object-view.tsx';
import { LinkChecked } from '#components/shell/link-checked.tsx';
import type { ObjectRef } from '#lib/core/object-ref.ts';

export function ObjectClient({ object }: { object: ObjectRef | null }) {
  return (
    <LinkChecked>
      <ObjectView object={object} />
    </LinkChecked>
  );
}
