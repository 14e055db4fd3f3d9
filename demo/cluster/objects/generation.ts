import { type JsonObject, sameJson } from '#lib/core/json.ts';
import type { ResourceType } from '../schema/types.ts';

/** Built-in resources that count the changes of their spec; the others have no `metadata.generation`. */
const counted = new Set([
  'apps/deployments',
  'apps/replicasets',
  'apps/statefulsets',
  'apps/daemonsets',
  'networking.k8s.io/networkpolicies',
  'networking.k8s.io/ingresses',
  'discovery.k8s.io/endpointslices',
  'apiextensions.k8s.io/customresourcedefinitions',
  'admissionregistration.k8s.io/validatingwebhookconfigurations',
  'admissionregistration.k8s.io/mutatingwebhookconfigurations',
  'policy/poddisruptionbudgets',
]);

export const countsGenerations = (type: ResourceType): boolean =>
  type.custom || counted.has(`${type.group}/${type.plural}`);

/** Whether two states differ in what they ask for: everything beside metadata and a status with a subresource. */
export function specDiffers(type: ResourceType, before: JsonObject, after: JsonObject): boolean {
  return !sameJson(desired(type, before), desired(type, after));
}

function desired(type: ResourceType, object: JsonObject): JsonObject {
  const { metadata: _metadata, apiVersion: _version, kind: _kind, ...rest } = object;
  if (!type.subresources.status) return rest;
  const { status: _status, ...spec } = rest;
  return spec;
}
