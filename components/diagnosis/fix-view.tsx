'use client';
import { Stethoscope } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { Loaded } from '#components/data/loaded.tsx';
import { useDiagnosis } from '#components/data/use-diagnosis.ts';
import { AppliedNotice } from '#components/edit/applied-notice.tsx';
import { Blank } from '#components/ui/blank.tsx';
import { PageLink } from '#components/ui/page-link.tsx';
import type { DiagnosisResponse } from '#lib/api/diagnosis-contract.ts';
import type { ApplyResponse } from '#lib/api/edit-contract.ts';
import { asSeconds } from '#lib/core/branded.ts';
import type { EdgeId } from '#lib/core/ids.ts';
import { graphWindows } from '#lib/core/windows.ts';
import type { CauseFound, Diagnosis } from '#lib/diagnosis/diagnosis.ts';
import { fixText, symptomText } from '#lib/diagnosis/explain.ts';
import type { ChangePlan } from '#lib/edit/change-plan.ts';
import { selectionCodec } from '#lib/url/graph-codec.ts';
import { pagePaths } from '#lib/url/paths.ts';
import { FixWatched } from './fix-watched.tsx';

const ReviewView = lazy(() =>
  import('#components/edit/review-view.tsx').then((module) => ({ default: module.ReviewView })),
);

/** The fix of what is wrong on an edge, reviewed and applied as any change is, and watched afterwards. */
export function FixView({ edge }: { edge: EdgeId | null }) {
  if (edge === null)
    return (
      <Blank icon={Stethoscope} title="This link names no edge" action={<ToGraph />}>
        <p>A fix is for an edge of the graph: select a failing one there.</p>
      </Blank>
    );
  return <OfEdge edge={edge} />;
}

/** A longer window would go on showing for minutes what the fix has ended. */
const shortest = asSeconds(graphWindows[0]);

function OfEdge({ edge }: { edge: EdgeId }) {
  const loaded = useDiagnosis(edge, { window: shortest, at: null });
  return (
    <Loaded of={loaded} waiting="Looking for the cause" failed="The edge cannot be diagnosed">
      {(data) => <Fixing edge={edge} data={data} />}
    </Loaded>
  );
}

interface Fix {
  readonly diagnosis: Diagnosis;
  readonly cause: CauseFound;
  readonly plan: ChangePlan;
}

function fixOf({ diagnoses }: DiagnosisResponse): Fix | null {
  for (const diagnosis of diagnoses) {
    const [cause] = diagnosis.told ? diagnosis.causes : [];
    if (cause?.fix != null && cause.fix.length > 0)
      return { diagnosis, cause, plan: { steps: [...cause.fix] } };
  }
  return null;
}

function Fixing({ edge, data }: { edge: EdgeId; data: DiagnosisResponse }) {
  // What is reviewed stays the same while the edge goes on being looked at.
  const [fix] = useState(() => fixOf(data));
  const [applied, setApplied] = useState<ApplyResponse | null>(null);
  const [isUndone, setUndone] = useState(false);
  if (fix === null)
    return (
      <Blank icon={Stethoscope} title="There is no fix to apply here" action={<ToEdge edge={edge} />}>
        <p>What is wrong on this edge has no change that is safe to propose, or nothing is wrong any more.</p>
      </Blank>
    );
  if (applied !== null)
    return (
      <div>
        <h1 className="px-4 pt-3 font-semibold text-base">
          {`${isUndone ? 'Fix taken back' : 'Fix applied'}: ${symptomText(fix.diagnosis.symptom)}`}
        </h1>
        <AppliedNotice applied={applied} onClose={() => setApplied(null)} onUndone={() => setUndone(true)} />
        {isUndone ? null : <FixWatched data={data} symptom={fix.diagnosis.symptom} since={applied.at} />}
        <p className="px-4">
          <ToEdge edge={edge} />
        </p>
      </div>
    );
  return (
    <div className="flex h-full flex-col">
      <Suspense fallback={<div className="skeleton m-6 h-120" />}>
        <ReviewView
          plan={fix.plan}
          sentence={fixText(fix.cause)}
          failing={edge}
          onBack={() => window.history.back()}
          onApplied={setApplied}
        />
      </Suspense>
    </div>
  );
}

function ToGraph() {
  return (
    <PageLink href={pagePaths.graph()} className="text-accent hover:underline">
      Go to the graph
    </PageLink>
  );
}

function ToEdge({ edge }: { edge: EdgeId }) {
  return (
    <PageLink
      href={pagePaths.graph({ sel: selectionCodec.serialize({ kind: 'edge', id: edge }) })}
      className="text-accent hover:underline"
    >
      Show the edge on the graph
    </PageLink>
  );
}
