'use client';
import { ConfigView } from '#components/config/config-view.tsx';
import { LinkChecked } from '#components/shell/link-checked.tsx';
import { configSearchParams } from './search-params.ts';

export function ConfigClient() {
  return (
    <LinkChecked params={configSearchParams}>
      <ConfigView />
    </LinkChecked>
  );
}
