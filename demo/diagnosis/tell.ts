import type { Incident } from '#demo/incidents/incident.ts';
import type { DemoMesh } from '#demo/meshes/mesh.ts';
import type { EdgeId } from '#lib/core/ids.ts';
import type { ObjectRef } from '#lib/core/object-ref.ts';
import { causeOn, meshAfter } from '#lib/diagnosis/after-fix.ts';
import { type CauseCode, causeText } from '#lib/diagnosis/catalogue.ts';
import { controlPlaneProblems } from '#lib/diagnosis/control-plane-problems.ts';
import type { CauseFound } from '#lib/diagnosis/diagnosis.ts';
import { explain, whyText } from '#lib/diagnosis/explain.ts';
import { readControlPlane, readTelemetry } from '#lib/diagnosis/read-telemetry.ts';
import { noTelemetry, type Telemetry } from '#lib/diagnosis/telemetry.ts';
import { type Problem, walk } from '#lib/diagnosis/walk.ts';
import { type Watched, watchIncidents } from './watch-incidents.ts';

/** One problem of a mesh as it is told. `object` as `Kind namespace/name`, empty where the cause lies in none. */
export interface Told {
  /** Null: cannot tell. */
  readonly code: CauseCode | null;
  readonly object: string;
  readonly sentence: string;
  /** What would become of the cause with its fix; null where none is proposed. */
  readonly fixed: ReturnType<typeof causeOn> | null;
}

/** What is told of a mesh at the second poll that can show the incidents: problems, those that harm most first. */
export async function tell(mesh: DemoMesh, incidents: readonly Incident[]): Promise<readonly Told[]> {
  const watched = watchIncidents(mesh, incidents);
  const { graph, before, lately, snapshot, ask } = watched;
  const telemetry = await telemetryOfFailing(watched);
  const problems = walk({
    graph,
    past: [before],
    lately,
    snapshot,
    telemetryOf: ({ id }) => telemetry.get(id),
  });
  const control = await readControlPlane(graph, ask);
  const ofControl = [...snapshot.clusters.values()].flatMap((cluster) =>
    controlPlaneProblems(cluster, control, graph.at),
  );
  return [
    ...problems.map((problem) =>
      toldOf(problem.cause, explain(problem.diagnosis, { timeZone: 'UTC' }), fixedOf(watched, problem)),
    ),
    ...ofControl.map((cause) => toldOf(cause, `${causeText(cause.code).title}: ${whyText(cause)}.`, null)),
  ];
}

const toldOf = (cause: CauseFound | null, sentence: string, fixed: Told['fixed']): Told => ({
  code: cause?.code ?? null,
  object: cause?.culprit ? nameOf(cause.culprit.object) : '',
  sentence,
  fixed,
});

function fixedOf({ graph, snapshot }: Watched, { cause, diagnosis }: Problem): Told['fixed'] {
  const edge = graph.edges.find(({ id }) => id === diagnosis.edge);
  const [source, target] = [edge?.source, edge?.target].map((id) =>
    graph.nodes.find((node) => node.id === id),
  );
  if (cause === null || cause.fix === null || edge === undefined || !source || !target) return null;
  const after = meshAfter(snapshot, cause.fix);
  const input = { edge, source, target, graph, snapshot, telemetry: noTelemetry };
  return after === null ? 'stays' : causeOn(input, diagnosis, cause, after);
}

const nameOf = ({ kind, namespace, name }: ObjectRef): string => `${kind} ${namespace ?? ''}/${name}`;

async function telemetryOfFailing({
  graph,
  snapshot,
  ask,
}: Watched): Promise<ReadonlyMap<EdgeId, Telemetry>> {
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const found = new Map<EdgeId, Telemetry>();
  for (const edge of graph.edges) {
    const [source, target] = [nodes.get(edge.source), nodes.get(edge.target)];
    if (edge.responses.length === 0 || source === undefined || target === undefined) continue;
    found.set(edge.id, await readTelemetry({ edge, source, target, graph, snapshot }, ask));
  }
  return found;
}
