import type { FindingsResponse } from '#lib/api/findings-contract.ts';
import type { KindName } from '#lib/k8s/kinds.ts';
import type { KindState, MeshSnapshot } from '#lib/mesh/snapshot.ts';
import { usualRules } from '#lib/validation/rules/all.ts';

type Unread = FindingsResponse['unread'];
type Phase = Pick<Unread[number], 'phase' | 'reason' | 'since' | 'only'>;

const checksOf = new Map<KindName, number>();
for (const rule of usualRules)
  for (const kind of new Set(rule.reads)) checksOf.set(kind, (checksOf.get(kind) ?? 0) + 1);

/** Kinds that checks need and that are not read, or no longer: those without which the most checks say nothing first. */
export function unreadKinds(snapshot: MeshSnapshot): Unread {
  const found: Unread = [];
  for (const { id: cluster, states } of snapshot.clusters.values()) {
    for (const [kind, state] of states) {
      const checks = checksOf.get(kind) ?? 0;
      const known = phaseOf(state);
      if (known !== null && checks > 0) found.push({ cluster, kind, checks, ...known });
    }
  }
  return found.sort((a, b) => b.checks - a.checks || (a.kind < b.kind ? -1 : 1));
}

function phaseOf(state: KindState): Phase | null {
  switch (state.phase) {
    case 'forbidden':
      return { phase: 'forbidden', reason: state.reason, since: null, only: null };
    case 'stale':
      return { phase: 'stale', reason: state.reason, since: state.since, only: null };
    case 'loading':
      return { phase: 'loading', reason: null, since: null, only: null };
    case 'live':
      return state.only === undefined
        ? null
        : { phase: 'partial', reason: null, since: null, only: [...state.only] };
    case 'not-installed':
      return null;
  }
}
