import type { JsonObject } from '#lib/core/json.ts';
import { reviewTypes } from '../rbac/review-types.ts';
import type { ResourceType } from '../schema/types.ts';
import { apiVersionOf, type ServedGroup, type TypeRegistry } from '../types/type-registry.ts';
import { compareVersions } from '../types/version-order.ts';

const objectVerbs = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'];

/** A resource or subresource with its verbs, from which both forms of discovery are written. */
export interface DiscoveredResource {
  plural: string;
  subresource: string;
  type: ResourceType;
  responseKind: { group: string; version: string; kind: string };
  verbs: readonly string[];
}

/** Every group served, the questions of authorization and authentication among them, by name. */
export function servedGroups(types: TypeRegistry): ServedGroup[] {
  const groups = types.groups();
  for (const { group, version } of reviewTypes) {
    const known = groups.find((g) => g.group === group);
    if (known === undefined) groups.push({ group, versions: [version] });
    else if (!known.versions.includes(version)) {
      known.versions = [...known.versions, version].sort(compareVersions);
    }
  }
  return groups.sort((a, b) => (a.group < b.group ? -1 : 1));
}

/** Resources of one group and version with their subresources, empty when it is not served. */
export function resourcesOf(types: TypeRegistry, group: string, version: string): DiscoveredResource[] {
  const stored = types.inVersion(group, version).flatMap(withSubresources);
  const reviews = reviewTypes.filter((type) => type.group === group && type.version === version);
  return [...stored, ...reviews.map((type) => resource(type, '', ['create']))];
}

function withSubresources(type: ResourceType): DiscoveredResource[] {
  const all = [resource(type, '', objectVerbs)];
  if (type.group === '' && type.kind === 'Pod') {
    all.push(resource(type, 'log', ['get']), resource(type, 'portforward', ['create', 'get']));
  }
  if (type.group === '' && type.kind === 'ServiceAccount') {
    all.push({
      ...resource(type, 'token', ['create']),
      responseKind: { group: 'authentication.k8s.io', version: 'v1', kind: 'TokenRequest' },
    });
  }
  if (type.subresources.scale) {
    all.push({
      ...resource(type, 'scale', ['get', 'patch', 'update']),
      responseKind: { group: 'autoscaling', version: 'v1', kind: 'Scale' },
    });
  }
  if (type.subresources.status) all.push(resource(type, 'status', ['get', 'patch', 'update']));
  return all;
}

const resource = (type: ResourceType, subresource: string, verbs: readonly string[]): DiscoveredResource => ({
  plural: type.plural,
  subresource,
  type,
  responseKind: { group: type.group, version: type.version, kind: type.kind },
  verbs,
});

/** `GET /api`. */
export const coreVersions = (host: string): JsonObject => ({
  kind: 'APIVersions',
  versions: ['v1'],
  serverAddressByClientCIDRs: [{ clientCIDR: '0.0.0.0/0', serverAddress: host }],
});

/** `GET /apis`. */
export const groupList = (types: TypeRegistry): JsonObject => ({
  kind: 'APIGroupList',
  apiVersion: 'v1',
  groups: servedGroups(types)
    .filter((group) => group.group !== '')
    .map(groupEntry),
});

/** `GET /apis/<group>`. */
export function groupEntry({ group, versions }: ServedGroup): JsonObject {
  const entries = versions.map((version) => ({ groupVersion: `${group}/${version}`, version }));
  return { name: group, versions: entries, preferredVersion: entries[0] ?? {} };
}

/** `GET /apis/<group>/<version>`. */
export function resourceList(types: TypeRegistry, group: string, version: string): JsonObject | null {
  const found = resourcesOf(types, group, version);
  if (found.length === 0) return null;
  return {
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion: apiVersionOf({ group, version }),
    resources: found.map(resourceEntry),
  };
}

function resourceEntry({ type, plural, subresource, responseKind, verbs }: DiscoveredResource): JsonObject {
  const foreign = responseKind.group !== type.group || responseKind.version !== type.version;
  const main = subresource === '';
  return {
    name: main ? plural : `${plural}/${subresource}`,
    singularName: main ? type.singular : '',
    namespaced: type.namespaced,
    ...(foreign ? { group: responseKind.group, version: responseKind.version } : {}),
    kind: responseKind.kind,
    verbs: [...verbs],
    ...(main && type.shortNames.length > 0 ? { shortNames: type.shortNames } : {}),
    ...(main && type.categories.length > 0 ? { categories: type.categories } : {}),
  };
}
