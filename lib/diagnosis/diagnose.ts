import { allCauses } from './all-causes.ts';
import type { Cause } from './cause.ts';
import type { Diagnosis } from './diagnosis.ts';
import { type Candidate, rankCauses } from './rank.ts';
import { type DiagnosisInput, situationOf } from './situation.ts';
import type { Symptom } from './symptom.ts';
import { symptomsOf } from './symptoms.ts';

/** What is wrong on an edge and why, one diagnosis for each symptom, the worst first; empty where nothing shows. */
export function diagnose(input: DiagnosisInput, causes: readonly Cause[] = allCauses): readonly Diagnosis[] {
  const { edge, graph, telemetry, lately = null } = input;
  return symptomsOf(edge, graph, telemetry.series, lately).map((symptom) =>
    diagnoseSymptom(input, symptom, causes),
  );
}

/** The causes of one symptom that is known. */
export function diagnoseSymptom(
  input: DiagnosisInput,
  symptom: Symptom,
  causes: readonly Cause[] = allCauses,
): Diagnosis {
  const situation = situationOf(input, symptom);
  const candidates = causes.flatMap(({ code, look, of = ['errors'] }): Candidate[] => {
    if (!of.includes(symptom.kind)) return [];
    const evidence = look(situation);
    return evidence === null ? [] : [{ code, evidence }];
  });
  const ranked = rankCauses(candidates);
  const [first] = ranked;
  const told = first !== undefined && (first.confidence === 'certain' || first.confidence === 'likely');
  return { edge: input.edge.id, symptom, causes: [...ranked], told };
}
