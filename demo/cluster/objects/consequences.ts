import { type JsonObject, listAt, textAt } from '#lib/core/json.ts';
import type { ClusterState } from '../cluster-state.ts';
import { namespaceGrants } from '../rbac/bootstrap-roles.ts';
import { typesOfDefinition } from '../schema/built-in-types.ts';
import type { ResourceType } from '../schema/types.ts';
import { resourceKey } from '../storage/object-store.ts';
import { finishNamespace, removeObject } from './delete-object.ts';
import { storeDirectly } from './store-directly.ts';

/** What the controllers of a real cluster do once an object exists: serve the types of a definition, fill a namespace. */
export function afterCreate(state: ClusterState, type: ResourceType, object: JsonObject): void {
  if (type.kind === 'CustomResourceDefinition' && !type.custom) serveDefinition(state, object);
  if (type.kind === 'Namespace' && type.group === '') {
    const namespace = textAt(object.metadata, 'name');
    storeDirectly(state, {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: 'default', namespace },
    });
    for (const grant of namespaceGrants(namespace)) storeDirectly(state, grant);
  }
}

/** What follows a change of an object. */
export function afterUpdate(state: ClusterState, type: ResourceType, object: JsonObject): void {
  if (type.kind === 'CustomResourceDefinition' && !type.custom) serveDefinition(state, object);
}

/** Registers the types of a CustomResourceDefinition, in place of what it served before. */
export function serveDefinition(state: ClusterState, definition: JsonObject): void {
  const types = typesOfDefinition(definition);
  const first = types[0];
  if (first !== undefined) state.types.replace(first.group, first.plural, types);
}

/** Removes an object that only waited for its last finalizer; returns the object as it is then. */
export function finishDeletion(state: ClusterState, type: ResourceType, object: JsonObject): JsonObject {
  const waiting = textAt(object.metadata, 'deletionTimestamp') !== '';
  if (!waiting || listAt(object.metadata, 'finalizers').length > 0) return object;
  if (type.kind === 'Namespace' && type.group === '') {
    finishNamespace(state, textAt(object.metadata, 'name'));
    return object;
  }
  const gone = removeObject(state, {
    resource: resourceKey(type),
    namespace: textAt(object.metadata, 'namespace'),
    name: textAt(object.metadata, 'name'),
  });
  return gone ?? object;
}
