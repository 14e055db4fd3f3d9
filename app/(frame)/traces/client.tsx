'use client';
import { LinkChecked } from '#components/shell/link-checked.tsx';
import { TracesView } from '#components/traces/traces-view.tsx';
import { tracesSearchParams } from './search-params.ts';

export function TracesClient() {
  return (
    <LinkChecked params={tracesSearchParams}>
      <TracesView />
    </LinkChecked>
  );
}
