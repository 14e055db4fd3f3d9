import type { ClusterState } from './cluster-state.ts';
import { serveDefinition } from './objects/consequences.ts';
import { storeDirectly } from './objects/store-directly.ts';
import { bootstrapRoles } from './rbac/bootstrap-roles.ts';
import { customResourceDefinitions } from './schema/built-in-types.ts';

const namespaces = ['default', 'kube-system', 'kube-public', 'istio-system'];

/** Fills a new store with what a cluster with Istio and the Gateway API holds before anyone uses it. */
export function bootstrap(state: ClusterState): void {
  for (const name of namespaces) {
    storeDirectly(state, { apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
    storeDirectly(state, {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: 'default', namespace: name },
    });
  }
  for (const role of bootstrapRoles()) storeDirectly(state, role);
  for (const definition of customResourceDefinitions()) {
    serveDefinition(state, storeDirectly(state, definition));
  }
}
