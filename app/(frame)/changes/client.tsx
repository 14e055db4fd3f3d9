'use client';
import { ChangesView } from '#components/changes/changes-view.tsx';
import { LinkChecked } from '#components/shell/link-checked.tsx';
import { changesSearchParams } from './search-params.ts';

export function ChangesClient() {
  return (
    <LinkChecked params={changesSearchParams}>
      <ChangesView />
    </LinkChecked>
  );
}
