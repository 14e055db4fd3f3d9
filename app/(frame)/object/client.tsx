'use client';
import { useQueryState } from 'nuqs';
import { objectParams } from '#components/object/object-params.ts';
import { ObjectView } from '#components/object/object-view.tsx';
import { LinkChecked } from '#components/shell/link-checked.tsx';
import type { ObjectRef } from '#lib/core/object-ref.ts';

export function ObjectClient({ object }: { object: ObjectRef | null }) {
  const [path] = useQueryState('path', objectParams.path);
  return (
    <LinkChecked params={objectParams}>
      <ObjectView object={object} path={path} />
    </LinkChecked>
  );
}
