'use client';
import { Clock, Lock, ShieldCheck } from 'lucide-react';
import { Loaded } from '#components/data/loaded.tsx';
import { useTime } from '#components/data/url-state.ts';
import { useIncidents } from '#components/data/use-incidents.ts';
import { Blank } from '#components/ui/blank.tsx';
import { Notice } from '#components/ui/notice.tsx';
import type { IncidentsResponse } from '#lib/api/incidents-contract.ts';
import { formatMoment } from '#lib/format/clock.ts';
import { formatSpan } from '#lib/format/duration.ts';
import { plural } from '#lib/format/ellipsis.ts';
import { IncidentRow } from './incident-row.tsx';

/** What is wrong in the mesh: a sentence a problem, what harms most first. Quiet when all is well. */
export function IncidentsView() {
  const { selection } = useTime();
  const loaded = useIncidents(selection);
  return (
    <Loaded of={loaded} waiting="Looking for what is wrong" failed="What is wrong cannot be told">
      {(data, { failing }) => (
        <Open data={data} failing={failing?.message ?? null} isPast={selection.at !== null} />
      )}
    </Loaded>
  );
}

interface OpenProps {
  readonly data: IncidentsResponse;
  readonly failing: string | null;
  readonly isPast: boolean;
}

function Open({ data, failing, isPast }: OpenProps) {
  const { problems, edges, window, at } = data;
  return (
    <div className="h-full overflow-y-auto">
      <h1 className="sr-only">Incidents</h1>
      {failing === null ? null : (
        <Notice icon={Lock} tone="warn" className="m-3 mb-0">
          {`The newest request failed: ${failing} What was last known is shown.`}
        </Notice>
      )}
      {isPast ? (
        <Notice icon={Clock} className="m-3 mb-0">
          {`The traffic is that of ${formatMoment(at)}, the configuration is that of now.`}
        </Notice>
      ) : null}
      {problems.length === 0 ? (
        <Blank icon={ShieldCheck} title="Nothing is wrong that shows">
          <p>{`${plural(edges, 'edge')} looked at, over ${formatSpan(window)}. What is only declared wrong stands under Findings.`}</p>
        </Blank>
      ) : (
        <>
          <p className="tabular px-4 pt-3 pb-1 text-muted" role="status">
            {`${plural(problems.length, 'problem')} in ${plural(edges, 'edge')}, over ${formatSpan(window)}, what harms most first`}
          </p>
          <ol className="px-4 pb-4">
            {problems.map((problem) => (
              <IncidentRow key={problem.key} problem={problem} data={data} />
            ))}
          </ol>
        </>
      )}
    </div>
  );
}
