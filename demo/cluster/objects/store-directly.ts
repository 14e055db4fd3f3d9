import { randomUUID } from 'node:crypto';
import { type JsonObject, objectAt, textAt } from '#lib/core/json.ts';
import { recordUpdate } from '../apply/managed-fields.ts';
import { type ClusterState, timestamp } from '../cluster-state.ts';
import { checkObject } from '../schema/check.ts';
import { resourceKey } from '../storage/object-store.ts';
import { countsGenerations } from './generation.ts';
import { newObjectDefaults } from './new-object-defaults.ts';

/**
 * Stores an object of the cluster's own making, unless it exists: no admission, no access check, namespace or not.
 * @throws Error when its type is not served
 */
export function storeDirectly(state: ClusterState, object: JsonObject): JsonObject {
  const [group, version] = splitVersion(textAt(object, 'apiVersion'));
  const type = state.types.findKind(group, version, textAt(object, 'kind'));
  if (type === null) throw new Error(`No type for ${textAt(object, 'apiVersion')} ${textAt(object, 'kind')}`);
  const key = resourceKey(type);
  const given = objectAt(object, 'metadata');
  const existing = state.store.get(key, textAt(given, 'namespace'), textAt(given, 'name'));
  if (existing !== null) return existing;
  const now = timestamp(state);
  const metadata: JsonObject = { ...given, uid: randomUUID(), creationTimestamp: now };
  if (countsGenerations(type)) metadata.generation = 1;
  const next = newObjectDefaults(
    type,
    { ...checkObject(type, object).object, metadata },
    state.store.version,
  );
  return state.store.put(
    key,
    recordUpdate({ type, live: null, next, manager: 'kube-apiserver', subresource: '', now }),
  );
}

/** Group and version of an apiVersion. */
function splitVersion(apiVersion: string): [group: string, version: string] {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? ['', apiVersion] : [apiVersion.slice(0, slash), apiVersion.slice(slash + 1)];
}
