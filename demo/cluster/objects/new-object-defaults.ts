import { type JsonObject, listAt, objectAt, textAt } from '#lib/core/json.ts';
import type { ResourceType } from '../schema/types.ts';

/**
 * What the API server itself fills in when an object of a built-in type is created, beyond the defaults of its schema:
 * the namespace's own label, a service's address, the first phase of a pod.
 */
export function newObjectDefaults(type: ResourceType, object: JsonObject, serial: number): JsonObject {
  if (type.group === 'apiextensions.k8s.io' && type.kind === 'CustomResourceDefinition') {
    return { ...object, status: establishedStatus(object) };
  }
  if (type.group !== '') return withStatus(type, object);
  switch (type.kind) {
    case 'Namespace':
      return namespaceDefaults(object);
    case 'Service':
      return serviceDefaults(object, serial);
    case 'Pod':
      return podDefaults(object);
    default:
      return withStatus(type, object);
  }
}

/** Built-in types with a status show an empty one until somebody writes it. */
function withStatus(type: ResourceType, object: JsonObject): JsonObject {
  return type.custom || !type.subresources.status ? object : { status: {}, ...object };
}

function namespaceDefaults(object: JsonObject): JsonObject {
  const metadata = objectAt(object, 'metadata');
  const labels = { ...objectAt(metadata, 'labels'), 'kubernetes.io/metadata.name': textAt(metadata, 'name') };
  return {
    ...object,
    metadata: { ...metadata, labels },
    spec: { ...objectAt(object, 'spec'), finalizers: ['kubernetes'] },
    status: { phase: 'Active' },
  };
}

/** Addresses come from 10.96.0.0/12 by a running number; the first ones are the cluster's own. */
function serviceDefaults(object: JsonObject, serial: number): JsonObject {
  const spec = objectAt(object, 'spec');
  const type = textAt(spec, 'type') || 'ClusterIP';
  const status = { loadBalancer: {} };
  if (type === 'ExternalName') return { ...object, spec: { ...spec, type }, status };
  const asked = textAt(spec, 'clusterIP');
  const n = 256 + (serial % 1_000_000);
  const address = asked === '' ? `10.${96 + (n >> 16)}.${(n >> 8) & 255}.${n & 255}` : asked;
  return {
    ...object,
    spec: {
      sessionAffinity: 'None',
      ipFamilies: ['IPv4'],
      ipFamilyPolicy: 'SingleStack',
      internalTrafficPolicy: 'Cluster',
      ...spec,
      type,
      clusterIP: address,
      clusterIPs: [address],
    },
    status,
  };
}

function podDefaults(object: JsonObject): JsonObject {
  const spec = objectAt(object, 'spec');
  const account = textAt(spec, 'serviceAccountName') || 'default';
  return {
    ...object,
    spec: { ...spec, serviceAccountName: account, serviceAccount: account },
    status: { phase: 'Pending', qosClass: 'BestEffort' },
  };
}

/** The status of a CustomResourceDefinition whose names are accepted and whose types are served. */
function establishedStatus(object: JsonObject): JsonObject {
  const spec = objectAt(object, 'spec');
  const names = objectAt(spec, 'names');
  const stored = listAt(spec, 'versions').filter((v) => objectIsStorage(v));
  const since = textAt(objectAt(object, 'metadata'), 'creationTimestamp');
  const condition = (type: string, reason: string, message: string): JsonObject => ({
    type,
    status: 'True',
    lastTransitionTime: since,
    reason,
    message,
  });
  return {
    conditions: [
      condition('NamesAccepted', 'NoConflicts', 'no conflicts found'),
      condition('Established', 'InitialNamesAccepted', 'the initial names have been accepted'),
    ],
    acceptedNames: names,
    storedVersions: stored.map((v) => textAt(v, 'name')),
  };
}

const objectIsStorage = (version: unknown): boolean =>
  typeof version === 'object' && version !== null && 'storage' in version && version.storage === true;
