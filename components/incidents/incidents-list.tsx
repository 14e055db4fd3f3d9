'use client';
import { useState } from 'react';
import { useNamespaces } from '#components/data/url-state.ts';
import { useIncidentTrends } from '#components/data/use-incidents.ts';
import { useNow } from '#components/data/use-now.ts';
import { Button } from '#components/ui/button.tsx';
import type { IncidentsResponse, OpenProblem } from '#lib/api/incidents-contract.ts';
import type { TimeSelection } from '#lib/core/time.ts';
import { formatSpan } from '#lib/format/duration.ts';
import { plural } from '#lib/format/ellipsis.ts';
import { OtherAlerts } from './firing-alerts.tsx';
import { incidentColumns } from './incident-columns.ts';
import { useOpenProblem } from './incident-params.ts';
import { IncidentRow } from './incident-row.tsx';
import { IncidentsNotices } from './incidents-notices.tsx';
import { NothingWrong } from './nothing-wrong.tsx';
import { isIn, partProblems } from './part-problems.ts';
import { RecoveredPart } from './recovered-part.tsx';
import { useIncidentWalk } from './use-incident-walk.ts';

interface IncidentsListProps {
  readonly data: IncidentsResponse;
  /** Why the newest request failed; null where it did not. */
  readonly failing: string | null;
  /** Whether this is of another time than the one asked for. */
  readonly previous: boolean;
  readonly selection: TimeSelection;
}

/** The problems, those put off folded beneath, and what went away. */
export function IncidentsList({ data, failing, previous, selection }: IncidentsListProps) {
  const [namespaces, setNamespaces] = useNamespaces();
  const [unfolded, setUnfolded] = useState(false);
  const clock = useNow();
  const now = selection.at ?? Math.max(clock, data.at);
  const trends = useIncidentTrends(selection, data.problems.length > 0);
  const { open, snoozed, hidden } = partProblems(data.problems, namespaces);
  const trendOf = (key: string) =>
    trends.state === 'ready' ? (trends.data.problems.find((each) => each.key === key) ?? null) : null;
  // A link may lead to one that was put off.
  const [linked] = useOpenProblem();
  const isUnfolded = unfolded || snoozed.some(({ key }) => key === linked);
  const rows = isUnfolded ? [...open, ...snoozed] : open;
  const walk = useIncidentWalk({ rows, data, trendOf });
  const row = (problem: OpenProblem) => (
    <IncidentRow
      key={problem.key}
      problem={problem}
      data={data}
      trend={trendOf(problem.key)}
      missing={missingOf(trends, problem)}
      now={now}
      walk={walk}
    />
  );
  return (
    <div className="flex h-full flex-col overflow-y-auto" aria-busy={previous}>
      <h1 className="sr-only">Incidents</h1>
      <IncidentsNotices data={data} failing={failing} selection={selection} now={now} walk={walk} />
      <p role="status" className="sr-only">
        {walk.said}
      </p>
      {open.length === 0 ? (
        <NothingWrong
          data={data}
          snoozed={snoozed.length > 0}
          chosen={namespaces.length > 0}
          old={failing !== null || data.stale !== null}
        />
      ) : (
        <div>
          <div className={`${incidentColumns} items-baseline px-4 pt-3 pb-1.5 text-faint text-xs`}>
            <p className="tabular text-muted text-sm" role="status">
              {`${plural(open.length, 'problem')} in ${plural(data.edges, 'edge')}, over ${formatSpan(data.window)}, what harms most first`}
            </p>
            <span aria-hidden>Since</span>
            <span aria-hidden>Last hour</span>
            <span aria-hidden className="text-right">
              Harm
            </span>
          </div>
          <ol className="border-line border-t">{open.map(row)}</ol>
        </div>
      )}
      {hidden > 0 ? (
        <p className="border-line border-t px-4 py-2 text-muted">
          {`${plural(hidden, 'problem')} in other namespaces ${hidden === 1 ? 'is' : 'are'} not shown. `}
          <Button look="outline" onClick={() => void setNamespaces(null)}>
            Show all namespaces
          </Button>
        </p>
      ) : null}
      {snoozed.length > 0 ? (
        <details
          open={isUnfolded}
          onToggle={(event) => setUnfolded(event.currentTarget.open)}
          className="border-line border-t"
        >
          <summary className="cursor-pointer px-4 py-2 text-muted hover:text-text">
            {`${snoozed.length} snoozed`}
          </summary>
          <ol>{snoozed.map(row)}</ol>
        </details>
      ) : null}
      <OtherAlerts now={now} />
      <RecoveredPart problems={data.recovered.filter((each) => isIn(each, namespaces))} now={now} />
    </div>
  );
}

const asked = { errors: 'error trend', slow: 'latency trend', stopped: 'request trend' } as const;

/** Why what a problem is measured by is not known over time; null while it is on its way. */
function missingOf(trends: ReturnType<typeof useIncidentTrends>, { diagnosis }: OpenProblem): string | null {
  if (trends.state === 'failed') return trends.error.message;
  if (trends.state !== 'ready') return null;
  return trends.data.missing.find(({ query }) => query === asked[diagnosis.symptom.kind])?.reason ?? null;
}
