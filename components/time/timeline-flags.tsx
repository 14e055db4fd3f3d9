'use client';
import { useMemo } from 'react';
import { contracts } from '#components/data/contracts.ts';
import { useNamespaces } from '#components/data/url-state.ts';
import { useAnswer } from '#components/data/use-answer.ts';
import { FlagLane } from '#components/history/flag-lane.tsx';
import { asEpochSeconds } from '#lib/core/branded.ts';
import type { ChangeRecord } from '#lib/history/change-record.ts';
import { flagsOf } from '#lib/history/flags.ts';
import { foldScalings } from '#lib/history/fold-scalings.ts';
import { oncallApi } from '#lib/url/oncall-paths.ts';

const most = 1000;
const every = 30_000;

/** Over the whole mesh what came of changes would hide them. */
const isDone = ({ what }: ChangeRecord): boolean => what !== 'event' && what !== 'restarted';

/** What was done to the mesh in the time that the timeline shows, as flags above it. */
export function TimelineFlags({ start, end }: { start: number; end: number }) {
  const [namespaces] = useNamespaces();
  const loaded = useAnswer({
    name: 'history',
    path: oncallApi.history({
      from: asEpochSeconds(Math.floor(start)),
      to: asEpochSeconds(Math.ceil(end)),
      namespaces,
      limit: most,
    }),
    contract: () => contracts.history().then((contract) => contract.historyResponse),
    follows: [],
    every,
    kept: true,
  });
  const changes = loaded.state === 'ready' ? loaded.data.changes : null;
  const flags = useMemo(
    () => flagsOf(foldScalings((changes ?? []).filter(isDone)), start, end),
    [changes, start, end],
  );
  if (flags.length === 0) return null;
  return (
    <div className="mx-1.5 mb-1">
      <FlagLane flags={flags} from={start} to={end} />
    </div>
  );
}
