import type { HttpRule, VirtualService } from '#lib/istio/networking-types.ts';
import { objectAt, objects } from '#lib/mesh/objects.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';

/** A rule that leaves the rest to another VirtualService. */
export interface Delegation {
  readonly root: VirtualService;
  readonly rule: HttpRule;
  /** Where the delegate is named: `spec.http[0].delegate`. */
  readonly path: string;
  readonly namespace: string;
  readonly name: string;
  /** Null where there is no VirtualService of that name. */
  readonly delegate: VirtualService | null;
}

export const isDelegate = ({ spec }: VirtualService): boolean => (spec?.hosts ?? []).length === 0;

/** The delegations of every VirtualService of a cluster that has hosts of its own. */
export function* delegations(cluster: ClusterSnapshot): Generator<Delegation> {
  for (const root of objects(cluster, 'VirtualService')) {
    if (isDelegate(root)) continue;
    for (const [i, rule] of (root.spec?.http ?? []).entries()) {
      const { name, namespace = root.metadata.namespace ?? '' } = rule.delegate ?? {};
      if (!name) continue;
      const delegate = objectAt(cluster, 'VirtualService', namespace, name);
      yield { root, rule, path: `spec.http[${i}].delegate`, namespace, name, delegate };
    }
  }
}
