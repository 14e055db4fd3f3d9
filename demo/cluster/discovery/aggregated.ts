import type { JsonObject } from '#lib/core/json.ts';
import type { TypeRegistry } from '../types/type-registry.ts';
import { type DiscoveredResource, resourcesOf, servedGroups } from './discovery-documents.ts';

/**
 * Aggregated discovery (`apidiscovery.k8s.io`): the resources of all groups in one document. `core` asks for the core
 * group only (`GET /api`), otherwise it is left out (`GET /apis`).
 */
export function aggregatedDiscovery(
  types: TypeRegistry,
  version: 'v2' | 'v2beta1',
  core: boolean,
): JsonObject {
  const groups = servedGroups(types).filter(({ group }) => (group === '') === core);
  return {
    kind: 'APIGroupDiscoveryList',
    apiVersion: `apidiscovery.k8s.io/${version}`,
    metadata: {},
    items: groups.map(({ group, versions }) => ({
      metadata: { name: group === '' ? undefined : group, creationTimestamp: null },
      versions: versions.map((v) => ({
        version: v,
        freshness: 'Current',
        resources: entries(resourcesOf(types, group, v)),
      })),
    })),
  };
}

function entries(resources: readonly DiscoveredResource[]): JsonObject[] {
  return resources
    .filter(({ subresource }) => subresource === '')
    .map((main) => {
      const subresources = resources.filter((r) => r.plural === main.plural && r.subresource !== '');
      const { type } = main;
      return {
        resource: main.plural,
        responseKind: { ...main.responseKind },
        scope: type.namespaced ? 'Namespaced' : 'Cluster',
        singularResource: type.singular,
        verbs: [...main.verbs],
        ...(type.shortNames.length > 0 ? { shortNames: type.shortNames } : {}),
        ...(type.categories.length > 0 ? { categories: type.categories } : {}),
        ...(subresources.length > 0 ? { subresources: subresources.map(subresourceEntry) } : {}),
      };
    });
}

const subresourceEntry = ({ subresource, responseKind, verbs }: DiscoveredResource): JsonObject => ({
  subresource,
  responseKind: { ...responseKind },
  verbs: [...verbs],
});
