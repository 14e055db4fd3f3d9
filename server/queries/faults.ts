import type { FaultsResponse } from '#lib/api/tuning-contract.ts';
import { type ActiveFault, activeFaults } from '#lib/edit/rules/active-faults.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import type { Context } from '../context.ts';
import { shared } from './shared.ts';

type Source = Pick<Context, 'kube' | 'viewer'>;

/** The faults that are active in the mesh, the oldest first, of what the viewer may read: looked for once a snapshot. */
export function faultsOf({ kube, viewer: { namespaces } }: Source): readonly ActiveFault[] {
  const known = shared(kube, 'faults', () => new WeakMap<ClusterSnapshot, readonly ActiveFault[]>());
  return [...kube.snapshot().clusters.values()].flatMap((cluster) => {
    const found = known.get(cluster) ?? activeFaults(cluster);
    known.set(cluster, found);
    return found.filter(({ object }) => namespaces?.has(object.namespace ?? '') ?? true);
  });
}

/** The same, as the API tells it. */
export const readFaults = (ctx: Source): FaultsResponse => ({
  faults: faultsOf(ctx).map((fault) => ({
    ...fault,
    matches: [...fault.matches],
    hosts: [...fault.hosts],
  })),
});
