'use client';
import { useQueryStates } from 'nuqs';
import { useTime } from '#components/data/url-state.ts';
import { LogsView } from '#components/logs/logs-view.tsx';
import { LinkChecked } from '#components/shell/link-checked.tsx';
import { logsSearchParams } from './search-params.ts';

export function LogsClient() {
  const [asked] = useQueryStates(logsSearchParams, { history: 'replace' });
  const { selection } = useTime();
  return (
    <LinkChecked params={logsSearchParams}>
      <LogsView edge={asked.edge} node={asked.node} time={selection} />
    </LinkChecked>
  );
}
