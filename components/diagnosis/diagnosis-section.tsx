'use client';
import { useDiagnosis } from '#components/data/use-diagnosis.ts';
import { overText } from '#components/incidents/incident-text.ts';
import { Section } from '#components/ui/section.tsx';
import type { DiagnosisResponse } from '#lib/api/diagnosis-contract.ts';
import type { EdgeId } from '#lib/core/ids.ts';
import type { TimeSelection } from '#lib/core/time.ts';
import type { Seconds } from '#lib/core/units.ts';
import { causeText } from '#lib/diagnosis/catalogue.ts';
import type { Diagnosis } from '#lib/diagnosis/diagnosis.ts';
import { cannotTell, madeByText, symptomText, whyText } from '#lib/diagnosis/explain.ts';
import { AllChecks } from './all-checks.tsx';
import { CheckLines } from './check-lines.tsx';
import { CulpritLine } from './culprit-line.tsx';
import { FixPart } from './fix-part.tsx';

/** So many pieces of evidence stand beside the answer; the rest is a click away. */
const fewChecks = 3;

/** What is wrong on an edge: the sentence, the culprit, the evidence that tells, the fix, and everything that was looked at. */
export function DiagnosisSection({ id, time }: { id: EdgeId; time: TimeSelection }) {
  const loaded = useDiagnosis(id, time);
  return (
    <Section title="Diagnosis">
      {loaded.state === 'ready' ? (
        <Answer data={loaded.data} />
      ) : (
        <p className="text-muted">
          {loaded.state === 'loading' ? 'Looking for the cause' : loaded.error.message}
        </p>
      )}
    </Section>
  );
}

function Answer({ data }: { data: DiagnosisResponse }) {
  const { diagnoses, concentration, controlPlane, missing, live, over, window } = data;
  const [failed] = missing;
  return (
    <div className="space-y-3">
      {diagnoses.length === 0 ? (
        <p className="text-muted">Nothing is wrong that shows on this edge.</p>
      ) : null}
      {diagnoses.map((each) => (
        <OneSymptom
          key={each.symptom.kind}
          diagnosis={each}
          concentration={concentration}
          over={over && each.symptom.kind === 'errors' ? window : null}
        />
      ))}
      {controlPlane.map((cause) => (
        <p key={cause.code} className="text-warn">
          {causeText(cause.code).title}: {whyText(cause)}.
        </p>
      ))}
      {live ? null : (
        <p className="text-muted">The traffic is of that moment, the configuration is that of now.</p>
      )}
      {failed ? <p className="text-warn">{failed.reason} Checks that need it are unknown.</p> : null}
    </div>
  );
}

interface OneSymptomProps {
  readonly diagnosis: Diagnosis;
  readonly concentration: string | null;
  /** The window that still holds what is over; null where it goes on. */
  readonly over: Seconds | null;
}

function OneSymptom({ diagnosis, concentration, over }: OneSymptomProps) {
  const { symptom, causes, told } = diagnosis;
  const first = told ? causes[0] : undefined;
  return (
    <div className="space-y-2">
      {concentration !== null && symptom.kind === 'errors' ? <p>{concentration}</p> : null}
      <p className="font-medium">
        {symptomText(symptom)}: {reasonOf(diagnosis, over !== null)}
      </p>
      {over === null ? null : <p className="text-ok">{overText(symptom.kind, [], over)}</p>}
      {first === undefined ? null : (
        <>
          {symptom.kind === 'errors' ? (
            <p className="text-muted first-letter:uppercase">{madeByText(symptom.madeBy)}</p>
          ) : null}
          <CulpritLine cause={first} />
          <CheckLines
            checks={first.checks.filter(({ result }) => result === 'confirmed').slice(0, fewChecks)}
          />
          {over === null ? <FixPart edge={diagnosis.edge} cause={first} /> : null}
        </>
      )}
      <AllChecks causes={causes} />
    </div>
  );
}

function reasonOf(diagnosis: Diagnosis, isOver: boolean): string {
  const [first] = diagnosis.told ? diagnosis.causes : [];
  if (first !== undefined) return `${whyText(first)}.`;
  return isOver ? 'what it came from is over.' : cannotTell(diagnosis);
}
