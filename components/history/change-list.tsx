'use client';
import { formatMoment } from '#lib/format/clock.ts';
import { byMinute } from '#lib/history/by-minute.ts';
import type { ChangeRecord } from '#lib/history/change-record.ts';
import { ChangeRow } from './change-row.tsx';

/** Changes of one object, the newest first, by the minute. */
export function ChangeList({ changes }: { changes: readonly ChangeRecord[] }) {
  return (
    <ol>
      {byMinute(changes).map(({ from, changes: inMinute }) => (
        <li key={from} className="border-line border-t pt-2 first:border-t-0 first:pt-0">
          <h4 className="text-muted text-xs">{formatMoment(from).replace(/:\d\d$/, '')}</h4>
          <ul>
            {inMinute.map((change) => (
              <ChangeRow key={change.id} change={change} named={false} />
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}
