'use client';
import { ObjectView } from '#components/object/object-view.tsx';
import type { ObjectRef } from '#lib/core/object-ref.ts';

export function ObjectClient({ object }: { object: ObjectRef | null }) {
  return <ObjectView object={object} />;
}
