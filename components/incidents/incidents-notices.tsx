'use client';
import { CircleAlert, Clock, HardDrive, SearchX, Unplug } from 'lucide-react';
import { Notice } from '#components/ui/notice.tsx';
import type { IncidentsResponse } from '#lib/api/incidents-contract.ts';
import type { TimeSelection } from '#lib/core/time.ts';
import { formatMoment } from '#lib/format/clock.ts';
import { formatAge } from '#lib/format/duration.ts';
import { sentence } from '#lib/format/sentence.ts';
import { ControlPlaneNotices } from './control-plane-notices.tsx';
import { SourceNotices } from './source-notices.tsx';
import type { IncidentWalk } from './use-incident-walk.ts';

interface IncidentsNoticesProps {
  readonly data: IncidentsResponse;
  readonly failing: string | null;
  readonly selection: TimeSelection;
  readonly now: number;
  readonly walk: Pick<IncidentWalk, 'open'>;
}

/** What must be known beside the list: that it is old, of the past, lacks a part, or that the link's problem is gone. */
export function IncidentsNotices({ data, failing, selection, now, walk }: IncidentsNoticesProps) {
  const { problems, recovered, missing, trouble, at } = data;
  const named = walk.open !== null && !problems.some(({ key }) => key === walk.open);
  const isOver = recovered.some(({ key }) => key === walk.open);
  const [failed] = missing;
  return (
    <>
      {failing === null ? null : (
        <Notice icon={CircleAlert} tone="fail" className="m-3 mb-0">
          {`The newest request failed: ${sentence(failing)} What is shown was read ${formatAge(at, now)}: what began since is not on it.`}
        </Notice>
      )}
      {selection.at === null ? <SourceNotices now={now} /> : null}
      <ControlPlaneNotices causes={data.controlPlane} />
      {failed === undefined ? null : (
        <Notice icon={Unplug} tone="warn" className="m-3 mb-0">
          {`Not everything could be looked at: ${sentence(failed.reason)}`}
        </Notice>
      )}
      {selection.at === null ? null : (
        <Notice icon={Clock} className="m-3 mb-0">
          {`The traffic is that of ${formatMoment(at)}, the configuration is that of now.`}
        </Notice>
      )}
      {named ? (
        <Notice icon={SearchX} className="m-3 mb-0">
          {isOver
            ? 'The problem that this link names has recovered.'
            : `The problem that this link names is not there ${selection.at === null ? 'any more, or has another cause by now' : 'at this moment'}.`}
        </Notice>
      ) : null}
      {trouble === null ? null : (
        <Notice icon={HardDrive} tone="warn" className="m-3 mb-0">
          {`What people say of problems is kept in memory and ends with the server: ${trouble}. Look after the file or database that WEFT_HISTORY names.`}
        </Notice>
      )}
    </>
  );
}
