import type { Finding } from '#lib/core/finding.ts';
import { type EpochSeconds, epochSeconds } from '#lib/core/units.ts';
import { changedAt } from '#lib/k8s/changed-at.ts';
import { findObject } from '#lib/mesh/objects.ts';
import type { MeshSnapshot } from '#lib/mesh/snapshot.ts';
import type { Context } from '../context.ts';
import { createFirstSeen } from './first-seen.ts';
import { observedAt } from './observed-findings.ts';
import { shared } from './shared.ts';

type Kube = Pick<Context, 'kube'>;

/** What traffic shows comes with the first graph, later than what is declared: each has its own memory. */
const memories = ({ kube }: Kube) =>
  shared(kube, 'first-seen', () => ({ declared: createFirstSeen(), observed: createFirstSeen() }));

/** Remembers which findings are there now. */
export function noteSeen(
  { kube, clock }: Pick<Context, 'kube' | 'clock'>,
  declared: readonly Finding[],
  observed: readonly Finding[],
): void {
  const now = epochSeconds.parse(Math.floor(clock.now() / 1000));
  const snapshot = kube.snapshot();
  const memory = memories({ kube });
  const isListed = memory.declared.watchedSince() !== null || isWhole(kube, snapshot);
  memory.declared.note(declared, now, isListed, (finding) => objectChangedAt(finding, snapshot));
  // Since when traffic was at odds with an object, its last change does not tell.
  memory.observed.note(observed, now, observedAt({ kube }) !== null, () => null);
}

/** When a finding was first seen; before Weft's start, when its object was last changed. Null where neither is known. */
export function firstSeen(ctx: Kube, finding: Finding): EpochSeconds | null {
  const { declared, observed } = memories(ctx);
  return declared.of(finding) ?? observed.of(finding);
}

/** Since when it is told what is new in the configuration; null until every kind was listed. */
export const watchedSince = (ctx: Kube): EpochSeconds | null => memories(ctx).declared.watchedSince();

function objectChangedAt({ object }: Finding, snapshot: MeshSnapshot): EpochSeconds | null {
  const found = findObject(snapshot, object);
  return found === null ? null : changedAt(found.metadata);
}

const isWhole = (kube: Context['kube'], { clusters }: MeshSnapshot): boolean =>
  kube.status().phase !== 'starting' &&
  [...clusters.values()].every(
    ({ states }) => states.size > 0 && [...states.values()].every(({ phase }) => phase !== 'loading'),
  );
