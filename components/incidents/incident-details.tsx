'use client';
import { AllChecks } from '#components/diagnosis/all-checks.tsx';
import { CheckLines } from '#components/diagnosis/check-lines.tsx';
import { CulpritLine } from '#components/diagnosis/culprit-line.tsx';
import { ChangeRow } from '#components/history/change-row.tsx';
import { PageLink } from '#components/ui/page-link.tsx';
import type { IncidentsResponse, OpenProblem } from '#lib/api/incidents-contract.ts';
import type { EdgeId } from '#lib/core/ids.ts';
import { fixText, madeByText } from '#lib/diagnosis/explain.ts';
import { plural } from '#lib/format/ellipsis.ts';
import { IncidentEdges } from './incident-edges.tsx';
import { harmText } from './incident-text.ts';
import type { TrendOf } from './trend-of.ts';

const mostEvidence = 5;

const becauseOf = {
  errors: 'What fails because of it',
  slow: 'What is slow because of it',
  stopped: 'What stopped because of it',
} as const;

interface IncidentDetailsProps {
  readonly problem: OpenProblem;
  readonly data: IncidentsResponse;
  readonly trend: TrendOf | null;
  readonly hrefs: {
    /** All that changed about when it began. */
    readonly changes: string;
    /** An edge on the graph. */
    readonly edge: (id: EdgeId) => string;
  };
}

/** What speaks for the cause, what changed, what to do, and everything that is hurt. */
export function IncidentDetails({ problem, data, trend, hrefs }: IncidentDetailsProps) {
  const { diagnosis, edges, affected } = problem;
  const { symptom, causes, told } = diagnosis;
  const first = told ? causes[0] : undefined;
  const evidence = first?.checks.filter(({ result }) => result === 'confirmed').slice(0, mostEvidence) ?? [];
  return (
    <div className="mt-2 grid gap-x-8 gap-y-3 pb-1 lg:grid-cols-[minmax(0,1fr)_minmax(0,20rem)] xl:grid-cols-[minmax(0,1fr)_minmax(0,26rem)]">
      <div className="space-y-2">
        {symptom.kind === 'errors' ? (
          <p className="text-muted first-letter:uppercase">{madeByText(symptom.madeBy)}</p>
        ) : null}
        {first === undefined ? null : <CulpritLine cause={first} />}
        <CheckLines checks={evidence} />
        {first === undefined ? null : (
          <p>
            <span className="font-medium">Fix: </span>
            {fixText(first)}
          </p>
        )}
        <AllChecks causes={causes} />
      </div>
      <div className="space-y-3">
        <p>{harmText(problem, data.nodes)}</p>
        <IncidentEdges title="Where it originates" ids={edges} data={data} hrefOf={hrefs.edge} />
        <IncidentEdges title={becauseOf[symptom.kind]} ids={affected} data={data} hrefOf={hrefs.edge} />
        <Changes trend={trend} href={hrefs.changes} />
      </div>
    </div>
  );
}

function Changes({ trend, href }: { trend: TrendOf | null; href: string }) {
  if (trend === null) return null;
  const { changes, more } = trend;
  return (
    <section>
      <h3 className="font-semibold text-muted text-xs">What changed before</h3>
      {changes.length === 0 ? (
        <p className="text-muted">Nothing near it, as far as is known.</p>
      ) : (
        <ul>
          {changes.map((change) => (
            <ChangeRow key={change.id} change={change} named />
          ))}
        </ul>
      )}
      <PageLink href={href} className="text-accent hover:underline">
        {more > 0 ? `${plural(more, 'more change')} before it began` : 'All changes before it began'}
      </PageLink>
    </section>
  );
}
