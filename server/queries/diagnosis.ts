import type { DiagnosisResponse } from '#lib/api/diagnosis-contract.ts';
import type { EdgeId } from '#lib/core/ids.ts';
import { concentrationText } from '#lib/diagnosis/concentration.ts';
import { controlPlaneProblems } from '#lib/diagnosis/control-plane-problems.ts';
import { diagnose } from '#lib/diagnosis/diagnose.ts';
import { readTelemetry } from '#lib/diagnosis/read-telemetry.ts';
import { readableCause, readableDiagnosis, withoutNames } from '#lib/diagnosis/readable.ts';
import type { DiagnosisInput } from '#lib/diagnosis/situation.ts';
import type { Context } from '../context.ts';
import { createAsker } from './asker.ts';
import { locateEdge } from './locate-edge.ts';
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
  const found = diagnose(diagnosed).map((each) =>
    hidden ? { ...withoutNames(each), edge: edge.id } : readableDiagnosis(each, visibility.namespaces),
  );
  const cluster = snapshot.clusters.get(from.cluster) ?? snapshot.clusters.get(to.cluster);
  const control = cluster === undefined ? [] : controlPlaneProblems(cluster, telemetry.control, graph.at);
  return {
    at: graph.at,
    window: graph.window,
    live: input.at === null,
    diagnoses: found,
    concentration: hidden ? null : concentrationText(telemetry.parts),
    controlPlane: control.map((cause) => readableCause(cause, visibility.namespaces)),
    promql: hidden ? [] : asked.promql,
    missing: asked.missing,
  };
}
