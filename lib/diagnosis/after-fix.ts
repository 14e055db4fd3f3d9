import { patched } from '#lib/edit/apply-patch.ts';
import type { ChangeStep } from '#lib/edit/change-plan.ts';
import { findObject } from '#lib/mesh/objects.ts';
import { overlay } from '#lib/mesh/overlay.ts';
import type { MeshSnapshot } from '#lib/mesh/snapshot.ts';
import { allCauses } from './all-causes.ts';
import type { Cause } from './cause.ts';
import type { CauseFound, Confidence, Diagnosis } from './diagnosis.ts';
import { confidenceOf } from './rank.ts';
import { type DiagnosisInput, situationOf } from './situation.ts';

/** The mesh as it would be with the patches of a fix; null where one of them does not fit what is there. */
export function meshAfter(snapshot: MeshSnapshot, steps: readonly ChangeStep[]): MeshSnapshot | null {
  let clusters = snapshot.clusters;
  for (const step of steps) {
    const cluster = clusters.get(step.ref.cluster);
    const before = findObject({ ...snapshot, clusters }, step.ref);
    if (step.do !== 'patch' || cluster === undefined || before === null) return null;
    const object = patched(before, step.patch);
    if (object === null) return null;
    clusters = new Map(clusters).set(cluster.id, overlay(cluster, [{ do: 'put', object }]).cluster);
  }
  return { version: snapshot.version + 1, clusters };
}

const sureness: Readonly<Record<Confidence, number>> = { certain: 3, likely: 2, possible: 1, 'ruled-out': 0 };

/**
 * Whether a cause would be gone on another mesh, with the traffic as it was seen: `gone`, `weaker` where less would speak for it,
 * or `stays`. What the traffic would then be like it does not say.
 */
export function causeOn(
  input: DiagnosisInput,
  { symptom }: Pick<Diagnosis, 'symptom'>,
  cause: CauseFound,
  after: MeshSnapshot,
  causes: readonly Cause[] = allCauses,
): 'gone' | 'weaker' | 'stays' {
  const own = causes.find(({ code }) => code === cause.code);
  const evidence = own?.look(situationOf({ ...input, snapshot: after }, symptom)) ?? null;
  if (evidence === null) return 'gone';
  const now = confidenceOf(evidence.checks);
  if (sureness[now] <= sureness.possible) return 'gone';
  return sureness[now] < sureness[cause.confidence] ? 'weaker' : 'stays';
}
