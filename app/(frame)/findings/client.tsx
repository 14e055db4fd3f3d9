'use client';
import { FindingsView } from '#components/findings/findings-view.tsx';
import { LinkChecked } from '#components/shell/link-checked.tsx';
import { findingsSearchParams } from './search-params.ts';

export function FindingsClient() {
  return (
    <LinkChecked params={findingsSearchParams}>
      <FindingsView />
    </LinkChecked>
  );
}
