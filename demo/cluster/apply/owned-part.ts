import type { JsonObject } from '#lib/core/json.ts';
import { isObject, objectAt } from '#lib/core/json.ts';
import type { ResourceType } from '../schema/types.ts';
import { type FieldSet, setOf, withoutSteps } from './field-set.ts';

/** Fields of metadata that nobody owns: identity, and what the API server alone writes. */
const unowned = new Set(
  ['name', 'namespace', 'uid', 'resourceVersion', 'generation', 'creationTimestamp', 'selfLink']
    .concat(['managedFields', 'deletionTimestamp', 'deletionGracePeriodSeconds'])
    .map((name) => `f:${name}`),
);

const always = ['f:apiVersion', 'f:kind'];

/** A set without the fields that nobody owns, and without those that a write to this subresource does not touch. */
export function ownable(set: FieldSet, type: ResourceType, subresource: string): FieldSet {
  const untouched = type.subresources.status ? ['f:status'] : [];
  const left = subresource === 'status' ? ['f:spec', 'f:metadata'] : untouched;
  const owned = withoutSteps(set, new Set([...always, ...left]));
  const metadata = owned.children.get('f:metadata');
  if (!metadata) return setOf(false, owned.children);
  const named = setOf(false, withoutSteps(metadata, unowned).children);
  return setOf(false, new Map(owned.children).set('f:metadata', named));
}

/**
 * Structures that are always there in Kubernetes' own types, so that creating an object adds their fields and not them:
 * `f:strategy` has no `.` in managedFields, `f:rollingUpdate` in it has.
 */
const skeletons: Record<string, JsonObject> = {
  'apps/Deployment': { spec: { strategy: {}, template: { metadata: {}, spec: { containers: [] } } } },
  'apps/StatefulSet': { spec: { updateStrategy: {}, template: { metadata: {}, spec: { containers: [] } } } },
  'apps/DaemonSet': { spec: { updateStrategy: {}, template: { metadata: {}, spec: { containers: [] } } } },
  'apps/ReplicaSet': { spec: { template: { metadata: {}, spec: { containers: [] } } } },
  '/Pod': { spec: { containers: [] } },
  '/Service': { status: { loadBalancer: {} } },
};

/** The object with the structures that its type always has. */
export function withSkeleton(type: ResourceType, object: JsonObject | null): JsonObject {
  if (type.custom) return object ?? {};
  const own = skeletons[`${type.group}/${type.kind}`] ?? {};
  const base: JsonObject = { metadata: {}, ...own };
  for (const part of ['spec', 'status']) {
    if (type.schema?.properties?.[part]) base[part] = objectAt(own, part);
  }
  return filled(object ?? {}, base);
}

function filled(object: JsonObject, base: JsonObject): JsonObject {
  const result: JsonObject = { ...object };
  for (const [key, value] of Object.entries(base)) {
    const own = object[key];
    if (own === undefined) result[key] = value;
    else if (isObject(own) && isObject(value)) result[key] = filled(own, value);
  }
  return result;
}
