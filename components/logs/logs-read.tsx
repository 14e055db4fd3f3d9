'use client';
import { Clock } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { ApiError } from '#components/data/api-error.ts';
import { Notice } from '#components/ui/notice.tsx';
import type { LogsResponse } from '#lib/api/logs-contract.ts';
import { formatMoment } from '#lib/format/clock.ts';
import { filterLines } from '#lib/logs/filter-lines.ts';
import type { Selection } from '#lib/url/graph-codec.ts';
import { LogDetails } from './log-details.tsx';
import { LogTable } from './log-table.tsx';
import { LogsBar } from './logs-bar.tsx';
import { LogsHead } from './logs-head.tsx';
import { LogsNotices } from './logs-notices.tsx';
import { useLogsParams } from './logs-params.ts';
import { NoLines } from './no-lines.tsx';
import { type OpenedLine, reopened } from './opened-line.ts';

interface LogsReadProps {
  readonly of: Selection;
  readonly data: LogsResponse;
  readonly failing: ApiError | null;
  /** Browser time in milliseconds. */
  readonly fetchedAt: number;
  readonly busy: boolean;
  readonly onRefresh: () => void;
}

/** What was read: what is missing of it, the lines, the newest first, and the one that is looked at. */
export function LogsRead({ of, data, failing, fetchedAt, busy, onRefresh }: LogsReadProps) {
  const { params } = useLogsParams();
  const [last, setOpened] = useState<OpenedLine | null>(null);
  const opened = last === null ? null : reopened(last, data);
  const lines = useMemo(
    () => filterLines(data.lines, params.q, !params.access).toReversed(),
    [data.lines, params.q, params.access],
  );
  return (
    <>
      <LogsHead of={of} data={data} />
      <LogsBar data={data} lines={lines} busy={busy} onRefresh={onRefresh} />
      {failing === null ? null : (
        <Notice icon={Clock} tone="warn" className="mx-4 mb-2">
          {`The newest request failed: ${failing.message} What follows was read at ${formatMoment(fetchedAt / 1000)}.`}
        </Notice>
      )}
      <LogsNotices data={data} />
      {lines.length === 0 ? (
        <NoLines data={data} />
      ) : (
        <LogTable
          key={JSON.stringify([
            params.q,
            params.access,
            params.errors,
            params.previous,
            params.pod,
            params.lines,
          ])}
          lines={lines}
          pods={data.pods}
          open={opened?.line ?? null}
          onOpen={(line) => setOpened(line === null ? null : { line, data })}
        />
      )}
      {opened === null ? null : (
        <LogDetails
          line={opened.line}
          data={opened.data}
          onOpen={(line) => setOpened({ line, data: opened.data })}
          onClose={() => setOpened(null)}
        />
      )}
    </>
  );
}
