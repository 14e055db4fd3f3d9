'use client';
import { FixView } from '#components/diagnosis/fix-view.tsx';
import { LinkChecked } from '#components/shell/link-checked.tsx';
import type { EdgeId } from '#lib/core/ids.ts';

export function FixClient({ edge }: { edge: EdgeId | null }) {
  return (
    <LinkChecked>
      <FixView edge={edge} />
    </LinkChecked>
  );
}
