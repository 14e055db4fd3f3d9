'use client';
import { CreateView } from '#components/object/create-view.tsx';
import { LinkChecked } from '#components/shell/link-checked.tsx';
import { createSearchParams } from './search-params.ts';

export function CreateClient() {
  return (
    <LinkChecked params={createSearchParams}>
      <CreateView />
    </LinkChecked>
  );
}
