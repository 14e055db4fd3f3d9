'use client';
import { useRouter } from 'next/navigation';
import { useMemo, useState } from 'react';
import { VirtualGrid } from '#components/ui/grid/virtual-grid.tsx';
import { formatMoment } from '#lib/format/clock.ts';
import { byMinute } from '#lib/history/by-minute.ts';
import type { ChangeRecord } from '#lib/history/change-record.ts';
import { pagePaths } from '#lib/url/paths.ts';
import { ChangeLine, canOpen } from './change-line.tsx';

interface ChangeLinesProps {
  readonly changes: readonly ChangeRecord[];
  /** Asks for older ones; null where there are none, or they are on their way. */
  readonly more: (() => void) | null;
}

interface Line {
  readonly change: ChangeRecord;
  /** The minute that begins with it. */
  readonly minute: number | null;
}

const linesOf = (changes: readonly ChangeRecord[]): readonly Line[] =>
  byMinute(changes).flatMap(({ from, changes: inMinute }) =>
    inMinute.map((change, place) => ({ change, minute: place === 0 ? from : null })),
  );

const keyOf = ({ change }: Line): string => change.id;

/** Changes by the minute, the newest first. Enter opens the object of one, Space its before and after. */
export function ChangeLines({ changes, more }: ChangeLinesProps) {
  const lines = useMemo(() => linesOf(changes), [changes]);
  const router = useRouter();
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const toggle = (id: string) =>
    setOpen((known) =>
      known.has(id) ? new Set([...known].filter((each) => each !== id)) : new Set([...known, id]),
    );
  return (
    <VirtualGrid
      label="Changes"
      rows={lines}
      keyOf={keyOf}
      rowHeight={52}
      measured
      newAtTop="new change"
      more={more}
      onOpen={({ change }) => router.push(pagePaths.object(change.object))}
      onKey={(key, line) => {
        if (key !== ' ' || line === undefined) return false;
        if (canOpen(line.change)) toggle(line.change.id);
        return true;
      }}
      className="border-line border-t"
    >
      {({ change, minute }) => (
        <>
          {minute === null ? null : (
            <h2 className="tabular bg-sunken px-4 py-0.5 text-muted text-xs">
              {formatMoment(minute).slice(0, -3)}
            </h2>
          )}
          <div className="px-4">
            <ChangeLine change={change} open={open.has(change.id)} onToggle={() => toggle(change.id)} />
          </div>
        </>
      )}
    </VirtualGrid>
  );
}
