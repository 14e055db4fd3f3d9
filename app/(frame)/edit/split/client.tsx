'use client';
import { SplitView } from '#components/edit/split/split-view.tsx';
import { LinkChecked } from '#components/shell/link-checked.tsx';
import type { ObjectRef } from '#lib/core/object-ref.ts';
import { splitSearchParams } from './search-params.ts';

export function SplitClient({ object }: { object: ObjectRef | null }) {
  return (
    <LinkChecked params={splitSearchParams}>
      <SplitView object={object} />
    </LinkChecked>
  );
}
