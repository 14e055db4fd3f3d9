import { meshNetworksOf } from '#lib/mesh/mesh-config.ts';
import { refOf } from '#lib/mesh/objects.ts';
import { findingOf, type Rule } from '../../rule.ts';

/** Registries that istiod has without any secret. */
const builtIn = ['Mock', 'Kubernetes', 'External'];

/** Networks whose endpoints come from a cluster that nobody has registered (multicluster.MeshNetworksAnalyzer). */
export const unknownRegistry: Rule = {
  name: 'mesh/unknown-registry',
  codes: ['IST0126'],
  reads: ['ConfigMap'],
  readsSecrets: 'all',
  *check(cluster, mesh) {
    const found = meshNetworksOf(cluster);
    if (found === null) return;
    // Remote secrets name their clusters by their keys.
    const remote = [...(cluster.secrets?.values() ?? [])].filter(
      ({ labels }) => labels['istio/multiCluster'] === 'true',
    );
    const known = new Set<string>([
      ...builtIn,
      ...mesh.clusters.keys(),
      ...remote.flatMap(({ keys }) => keys),
    ]);
    for (const [network, { endpoints }] of Object.entries(found.networks)) {
      for (const { fromRegistry } of endpoints) {
        if (fromRegistry === undefined || known.has(fromRegistry)) continue;
        const args = { registry: fromRegistry, network };
        yield findingOf(
          { code: 'IST0126', path: 'data.meshNetworks', args },
          refOf(cluster, 'ConfigMap', found.map),
        );
      }
    }
  },
};
