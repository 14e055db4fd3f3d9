import type { DiagnosisResponse } from '#lib/api/diagnosis-contract.ts';
import type { EdgeId } from '#lib/core/ids.ts';
import { concentrationText } from '#lib/diagnosis/concentration.ts';
import { controlPlaneProblems } from '#lib/diagnosis/control-plane-problems.ts';
import { diagnose } from '#lib/diagnosis/diagnose.ts';
import type { Diagnosis } from '#lib/diagnosis/diagnosis.ts';
import { readTelemetry } from '#lib/diagnosis/read-telemetry.ts';
import { readableCause, readableDiagnosis, withoutNames } from '#lib/diagnosis/readable.ts';
import type { DiagnosisInput } from '#lib/diagnosis/situation.ts';
import type { Context } from '../context.ts';
import { createAsker } from './asker.ts';
import { locateEdge } from './locate-edge.ts';
import { observedWindow } from './observed-findings.ts';
import { problemsNow } from './problem-memory.ts';
import type { KnownProblem } from './problems.ts';
import type { GraphSelection } from './view.ts';

export type DiagnosisQuery = GraphSelection & { readonly edge: EdgeId };

/** An edge with all that its diagnosis is made from, whoever may read it. Throws WeftError `not-found`. */
export async function diagnosisInput(ctx: Context, input: DiagnosisQuery) {
  const located = await locateEdge(ctx, { ...input, id: input.edge });
  const { reading, graph, snapshot, matchers, whole, from, to } = located;
  const asked = createAsker(ctx, reading);
  const subject = { edge: whole, source: from, target: to, graph, snapshot, matchers };
  const diagnosed: DiagnosisInput = { ...subject, telemetry: await readTelemetry(subject, asked) };
  return { located, diagnosed, asked };
}

/** What is wrong on an edge and why, as far as the viewer may know. Throws WeftError `not-found`. */
export async function readDiagnosis(ctx: Context, input: DiagnosisQuery): Promise<DiagnosisResponse> {
  const { located, diagnosed, asked } = await diagnosisInput(ctx, input);
  const { graph, snapshot, edge, whole, from, to, visibility } = located;
  const { telemetry } = diagnosed;
  const hidden = edge.id !== whole.id;
  const ending = endingOn(ctx, input, whole.id);
  const found = diagnose(diagnosed).map((symptom) => {
    const each = ending === null ? symptom : asTold(symptom, ending);
    return hidden ? { ...withoutNames(each), edge: edge.id } : readableDiagnosis(each, visibility.namespaces);
  });
  const cluster = snapshot.clusters.get(from.cluster) ?? snapshot.clusters.get(to.cluster);
  const control = cluster === undefined ? [] : controlPlaneProblems(cluster, telemetry.control, graph.at);
  return {
    at: graph.at,
    window: graph.window,
    live: input.at === null,
    diagnoses: found,
    over: ending?.over ?? false,
    concentration: hidden ? null : concentrationText(telemetry.parts),
    controlPlane: control.map((cause) => readableCause(cause, visibility.namespaces)),
    promql: hidden ? [] : asked.promql,
    missing: asked.missing,
  };
}

/** A problem that a change has ended, or may have, at an edge: its window holds for minutes what that explains no more. */
function endingOn(ctx: Context, { at, window }: DiagnosisQuery, edge: EdgeId): KnownProblem | null {
  if (at !== null || window < observedWindow) return null;
  const known = problemsNow(ctx, ctx.clock.now() / 1000) ?? [];
  const ending = known.find(
    ({ over, doubted, diagnosis, edges, affected }) =>
      (over || doubted !== null) &&
      diagnosis.symptom.kind === 'errors' &&
      (edges.includes(edge) || affected.includes(edge)),
  );
  return ending ?? null;
}

/** With the causes that were told before the change. Of what failed because of another edge none is, once that is over. */
function asTold(found: Diagnosis, { edges, diagnosis, over }: KnownProblem): Diagnosis {
  if (found.symptom.kind !== 'errors') return found;
  if (edges.includes(found.edge)) return { ...found, causes: diagnosis.causes, told: diagnosis.told };
  return over ? { ...found, causes: [], told: false } : found;
}
