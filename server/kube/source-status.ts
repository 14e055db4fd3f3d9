import type { StatusResponse } from '#lib/api/status-contract.ts';
import type { ClusterId } from '#lib/core/ids.ts';
import { epochSeconds } from '#lib/core/units.ts';
import { kindNames, kinds } from '#lib/k8s/kinds.ts';
import type { ClusterSnapshot, KindState } from '#lib/mesh/snapshot.ts';
import { whyUnreadable } from './why-unreadable.ts';

type KubernetesStatus = StatusResponse['kubernetes'];
type Phase = KubernetesStatus['phase'];

/** What the source knows beside the snapshot. Times in milliseconds. */
export interface SourceFacts {
  readonly cluster: ClusterId;
  readonly serverVersion: string | null;
  readonly lastContact: number | null;
  /** Why the API server, or a kind that was never listed, cannot be read; null while all goes well. */
  readonly failure: string | null;
}

const toEpoch = (ms: number) => epochSeconds.parse(ms / 1000);

/** The phase of the source as a whole, and why. */
export function overallPhase(
  snapshot: ClusterSnapshot,
  facts: Pick<SourceFacts, 'failure' | 'lastContact'>,
): { readonly phase: Phase; readonly reason: string | null } {
  const states = [...snapshot.states.values()];
  const stale = states.find((state) => state.phase === 'stale');
  const everLive = states.some((state) => state.phase === 'live' || state.phase === 'stale');
  if (!everLive && facts.failure !== null) return { phase: 'failing', reason: facts.failure };
  if (stale?.phase === 'stale') return { phase: 'stale', reason: stale.reason };
  if (states.length === 0 || states.some((state) => state.phase === 'loading')) {
    return { phase: 'starting', reason: facts.failure };
  }
  if (states.some((state) => state.phase === 'live')) return { phase: 'live', reason: null };
  const refused = states.find((state) => state.phase === 'forbidden');
  const why = refused?.phase === 'forbidden' ? { status: 403, message: refused.reason } : null;
  return { phase: 'failing', reason: why === null ? null : whyUnreadable(why) };
}

/** The whole status: `since` is when the phase began, in milliseconds. */
export function kubernetesStatus(
  snapshot: ClusterSnapshot,
  facts: SourceFacts,
  since: number,
): KubernetesStatus {
  return {
    ...overallPhase(snapshot, facts),
    since: toEpoch(since),
    lastGood: facts.lastContact === null ? null : toEpoch(facts.lastContact),
    cluster: facts.cluster,
    serverVersion: facts.serverVersion,
    kinds: kindNames.map((name) => {
      const state = snapshot.states.get(name) ?? { phase: 'loading' as const };
      return {
        kind: kinds[name].kind,
        group: kinds[name].group,
        phase: state.phase,
        objects: countObjects(snapshot, name),
        since: 'since' in state ? toEpoch(Date.parse(state.since)) : null,
        reason: 'reason' in state ? state.reason : null,
      };
    }),
  };
}

function countObjects(snapshot: ClusterSnapshot, name: (typeof kindNames)[number]): number {
  let count = 0;
  for (const named of snapshot.objects.get(name)?.values() ?? []) count += named.size;
  return count;
}

/** Tells states apart by what a person would see change. */
export const phaseKey = (states: ReadonlyMap<string, KindState>): string =>
  [...states].map(([kind, state]) => `${kind}:${state.phase}`).join(' ');
