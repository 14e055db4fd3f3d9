import { meshConfigOf } from '#lib/mesh/mesh-config.ts';
import { refOf } from '#lib/mesh/objects.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { isExportedTo } from '#lib/mesh/visible.ts';
import { findingOf, type Rule } from '../../rule.ts';
import { type Delegation, delegations, isDelegate } from './delegations.ts';

/**
 * A rule that is left to a VirtualService that is not there, has hosts of its own, or is not exported to here. Istio leaves out
 * such a rule (mergeVirtualServicesIfNeeded, istio/istio pilot/pkg/model 86c9f01f).
 */
export const delegateNotUsable: Rule = {
  name: 'virtual-service/delegate-not-usable',
  codes: ['WEFT0012'],
  reads: ['VirtualService', 'ConfigMap'],
  *check(cluster) {
    for (const delegation of delegations(cluster)) {
      const why = whyNot(cluster, delegation);
      if (why === null) continue;
      const { root, path, namespace, name } = delegation;
      const args = { delegate: `${namespace}/${name}`, why, namespace: root.metadata.namespace ?? '' };
      yield findingOf(
        { code: 'WEFT0012', path: `${path}.name`, args },
        refOf(cluster, 'VirtualService', root),
      );
    }
  },
};

function whyNot(
  cluster: ClusterSnapshot,
  { root, delegate, namespace }: Delegation,
): 'missing' | 'hosts' | 'hidden' | null {
  if (delegate === null) return 'missing';
  if (!isDelegate(delegate)) return 'hosts';
  const { defaultVirtualServiceExportTo } = meshConfigOf(cluster);
  const viewer = root.metadata.namespace ?? '';
  const visible = isExportedTo(delegate.spec?.exportTo, defaultVirtualServiceExportTo, namespace, viewer);
  return visible ? null : 'hidden';
}
