import { type JsonObject, listAt, objectAt, textAt } from '#lib/core/json.ts';
import { admit } from '../admission/admit.ts';
import { type ClusterState, timestamp } from '../cluster-state.ts';
import { conflict, forbidden, notFound } from '../errors/errors.ts';
import { resourceKey } from '../storage/object-store.ts';
import { type ObjectPlace, ownerUids } from '../storage/owner-index.ts';
import { atVersion } from '../types/at-version.ts';
import type { ObjectTarget, WriteOptions } from './write-options.ts';

export type Propagation = 'Orphan' | 'Background' | 'Foreground';

export interface DeleteOptions extends WriteOptions {
  preconditions: { uid: string; resourceVersion: string };
  propagation: Propagation;
}

/** `gone`: the object is removed. Otherwise it waits for its finalizers and `object` is its present state. */
export interface Deletion {
  object: JsonObject;
  gone: boolean;
}

/**
 * Deletes an object as DELETE does: held back by finalizers, followed by what it owns.
 * @throws StatusError 404, 409 (preconditions) or what admission refuses with
 */
export async function deleteObject(
  state: ClusterState,
  target: ObjectTarget,
  options: DeleteOptions,
): Promise<Deletion> {
  const { type, namespace, name } = target;
  const live = state.store.get(resourceKey(type), namespace, name);
  if (live === null) throw notFound(type, name);
  checkPreconditions(target, live, options.preconditions);
  if (resourceKey(type) === '/namespaces' && protectedNamespaces.includes(name)) {
    throw forbidden(type, name, 'this namespace may not be deleted');
  }
  await admit(state, {
    operation: 'DELETE',
    type,
    namespace,
    name,
    subresource: '',
    object: null,
    oldObject: atVersion(live, type),
    options,
  });
  const current = state.store.get(resourceKey(type), namespace, name);
  if (current === null) throw notFound(type, name);
  if (options.dryRun) return { object: atVersion(current, type), gone: true };
  const place = { resource: resourceKey(type), namespace, name };
  if (options.propagation === 'Orphan') orphanDependents(state, textAt(current.metadata, 'uid'));
  if (options.propagation === 'Foreground') return deleteForeground(state, target, place, current);
  if (listAt(current.metadata, 'finalizers').length > 0) {
    return { object: atVersion(markDeleted(state, place, current), type), gone: false };
  }
  if (place.resource === '/namespaces') return deleteNamespace(state, place, current);
  if (place.resource === definitions) deleteInstances(state, current);
  const removed = removeObject(state, place);
  return { object: atVersion(removed ?? current, type), gone: true };
}

const protectedNamespaces = ['default', 'kube-system', 'kube-public'];

/** Marks the object, deletes what it owns, then the object; it stays while a dependent waits for a finalizer. */
function deleteForeground(
  state: ClusterState,
  target: ObjectTarget,
  place: ObjectPlace,
  current: JsonObject,
): Deletion {
  const marked = markDeleted(state, place, current, 'foregroundDeletion');
  const uid = textAt(current.metadata, 'uid');
  collectDependents(state, uid);
  finishForeground(state, place, uid);
  return { object: atVersion(marked, target.type), gone: false };
}

/** Lifts the hold of a foreground deletion once nothing is owned any more. */
function finishForeground(state: ClusterState, place: ObjectPlace, uid: string): void {
  const object = state.store.get(place.resource, place.namespace, place.name);
  if (object === null || state.owners.dependentsOf(uid).length > 0) return;
  const finalizers = listAt(object.metadata, 'finalizers');
  if (!finalizers.includes('foregroundDeletion')) return;
  const left = finalizers.filter((name) => name !== 'foregroundDeletion');
  if (left.length === 0) removeObject(state, place);
  else
    state.store.put(place.resource, {
      ...object,
      metadata: { ...objectAt(object, 'metadata'), finalizers: left },
    });
}

const definitions = 'apiextensions.k8s.io/customresourcedefinitions';

/** Removes an object and, in the background of the request, everything that no longer has an owner. */
export function removeObject(state: ClusterState, place: ObjectPlace): JsonObject | null {
  const removed = state.store.remove(place.resource, place.namespace, place.name);
  if (removed === null) return null;
  if (place.resource === definitions) {
    const spec = objectAt(removed, 'spec');
    state.types.replace(textAt(spec, 'group'), textAt(objectAt(spec, 'names'), 'plural'), []);
  }
  collectDependents(state, textAt(removed.metadata, 'uid'));
  for (const uid of ownerUids(removed)) {
    const owner = ownerOf(state, removed, uid);
    if (owner !== null) finishForeground(state, owner, uid);
  }
  finishNamespace(state, place.namespace);
  return removed;
}

function collectDependents(state: ClusterState, uid: string): void {
  for (const place of state.owners.dependentsOf(uid)) {
    const object = state.store.get(place.resource, place.namespace, place.name);
    if (object === null) continue;
    const others = ownerUids(object).filter(
      (owner) => owner !== uid && ownerOf(state, object, owner) !== null,
    );
    if (others.length === 0) removeOrMark(state, place, object);
    else dropOwner(state, place, object, uid);
  }
}

/** Where the owner with this uid lives, in the dependent's namespace or in none; null when it is gone. */
function ownerOf(state: ClusterState, dependent: JsonObject, uid: string): ObjectPlace | null {
  const reference = listAt(dependent.metadata, 'ownerReferences').find((r) => textAt(r, 'uid') === uid);
  const name = textAt(reference, 'name');
  for (const type of state.types.resources()) {
    if (type.kind !== textAt(reference, 'kind')) continue;
    const place = {
      resource: resourceKey(type),
      namespace: type.namespaced ? textAt(dependent.metadata, 'namespace') : '',
      name,
    };
    const owner = state.store.get(place.resource, place.namespace, name);
    if (owner !== null && textAt(owner.metadata, 'uid') === uid) return place;
  }
  return null;
}

function orphanDependents(state: ClusterState, uid: string): void {
  for (const place of state.owners.dependentsOf(uid)) {
    const object = state.store.get(place.resource, place.namespace, place.name);
    if (object !== null) dropOwner(state, place, object, uid);
  }
}

function dropOwner(state: ClusterState, place: ObjectPlace, object: JsonObject, uid: string): void {
  const left = listAt(object.metadata, 'ownerReferences').filter((r) => textAt(r, 'uid') !== uid);
  const { ownerReferences: _owners, ...metadata } = objectAt(object, 'metadata');
  const next = left.length === 0 ? metadata : { ...metadata, ownerReferences: left };
  state.store.put(place.resource, { ...object, metadata: next });
}

function removeOrMark(state: ClusterState, place: ObjectPlace, object: JsonObject): void {
  if (listAt(object.metadata, 'finalizers').length > 0) markDeleted(state, place, object);
  else removeObject(state, place);
}

function markDeleted(
  state: ClusterState,
  place: ObjectPlace,
  object: JsonObject,
  finalizer = '',
): JsonObject {
  const metadata = objectAt(object, 'metadata');
  if (textAt(metadata, 'deletionTimestamp') !== '') return object;
  return state.store.put(place.resource, {
    ...object,
    metadata: {
      ...metadata,
      // Beginning to delete counts as a change of what is wanted, where that is counted.
      ...(typeof metadata.generation === 'number' ? { generation: metadata.generation + 1 } : {}),
      deletionTimestamp: timestamp(state),
      deletionGracePeriodSeconds: 0,
      ...(finalizer === '' ? {} : { finalizers: [...listAt(metadata, 'finalizers'), finalizer] }),
    },
  });
}

/** Marks a namespace as terminating, deletes its contents, and removes it once nothing is left in it. */
function deleteNamespace(state: ClusterState, place: ObjectPlace, live: JsonObject): Deletion {
  const terminating = {
    ...live,
    metadata: { ...objectAt(live, 'metadata'), deletionTimestamp: timestamp(state) },
    status: { ...objectAt(live, 'status'), phase: 'Terminating' },
  };
  const marked = state.store.put(place.resource, terminating);
  for (const { place: inside, object } of contents(state, place.name)) removeOrMark(state, inside, object);
  finishNamespace(state, place.name);
  return { object: marked, gone: state.store.get(place.resource, '', place.name) === null };
}

/** Removes a terminating namespace in which nothing is left. */
export function finishNamespace(state: ClusterState, name: string): void {
  if (name === '') return;
  const namespace = state.store.get('/namespaces', '', name);
  if (namespace === null || textAt(namespace.metadata, 'deletionTimestamp') === '') return;
  if (listAt(namespace.metadata, 'finalizers').length > 0 || state.store.isUsed(name)) return;
  state.store.remove('/namespaces', '', name);
}

function contents(state: ClusterState, namespace: string): { place: ObjectPlace; object: JsonObject }[] {
  return state.types
    .resources()
    .filter((type) => type.namespaced)
    .flatMap((type) =>
      state.store.list(resourceKey(type), namespace).objects.map((object) => ({
        place: { resource: resourceKey(type), namespace, name: textAt(object.metadata, 'name') },
        object,
      })),
    );
}

function deleteInstances(state: ClusterState, definition: JsonObject): void {
  const spec = objectAt(definition, 'spec');
  const resource = resourceKey({
    group: textAt(spec, 'group'),
    plural: textAt(objectAt(spec, 'names'), 'plural'),
  });
  for (const object of state.store.list(resource, null).objects) {
    const metadata = objectAt(object, 'metadata');
    removeObject(state, {
      resource,
      namespace: textAt(metadata, 'namespace'),
      name: textAt(metadata, 'name'),
    });
  }
}

function checkPreconditions(
  target: ObjectTarget,
  live: JsonObject,
  preconditions: DeleteOptions['preconditions'],
): void {
  const metadata = objectAt(live, 'metadata');
  const refuse = (what: string, asked: string, present: string, hint: string): never => {
    throw conflict(
      target.type,
      target.name,
      `the ${what} in the precondition (${asked}) does not match the ${what} in record (${present}). The object might have been ${hint}`,
    );
  };
  const { uid, resourceVersion } = preconditions;
  if (uid !== '' && uid !== textAt(metadata, 'uid')) {
    refuse('UID', uid, textAt(metadata, 'uid'), 'deleted and then recreated');
  }
  if (resourceVersion !== '' && resourceVersion !== textAt(metadata, 'resourceVersion')) {
    refuse('ResourceVersion', resourceVersion, textAt(metadata, 'resourceVersion'), 'modified');
  }
}
