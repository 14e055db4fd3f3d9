'use client';
import { LogsView } from '#components/logs/logs-view.tsx';
import { LinkChecked } from '#components/shell/link-checked.tsx';
import { logsSearchParams } from './search-params.ts';

export function LogsClient() {
  return (
    <LinkChecked params={logsSearchParams}>
      <LogsView />
    </LinkChecked>
  );
}
