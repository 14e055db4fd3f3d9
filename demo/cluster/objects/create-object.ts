import { randomUUID } from 'node:crypto';
import { type JsonObject, objectAt, textAt } from '#lib/core/json.ts';
import { admit } from '../admission/admit.ts';
import { recordUpdate } from '../apply/managed-fields.ts';
import { type ClusterState, timestamp } from '../cluster-state.ts';
import { alreadyExists, forbidden, invalid, notFound } from '../errors/errors.ts';
import { StatusError } from '../errors/status-error.ts';
import { resourceKey } from '../storage/object-store.ts';
import { apiVersionOf } from '../types/type-registry.ts';
import { builtInProblems } from './built-in-rules.ts';
import { checkFields } from './check-fields.ts';
import { checkIdentity, withIdentity } from './check-identity.ts';
import { checkNames, generatedName } from './check-names.ts';
import { afterCreate } from './consequences.ts';
import { countsGenerations } from './generation.ts';
import { newObjectDefaults } from './new-object-defaults.ts';
import type { ObjectTarget, WriteOptions } from './write-options.ts';

/** A decoded body and the keys that it held more than once. */
export interface Body {
  object: JsonObject;
  repeated: readonly string[];
}

/**
 * Creates an object as POST does: checks, defaults, admission, then the store.
 * `applied` brings managedFields of its own (server-side apply).
 * @throws StatusError 400, 403, 404 (namespace), 409 or 422
 */
export async function createObject(
  state: ClusterState,
  target: ObjectTarget,
  body: Body,
  options: WriteOptions,
  applied = false,
): Promise<JsonObject> {
  const { type, namespace } = target;
  const object = newObject(state, target, body, options);
  const name = textAt(object.metadata, 'name');
  requireNamespace(state, target, name);
  const recorded = applied
    ? object
    : recordUpdate({
        type,
        live: null,
        next: object,
        manager: options.fieldManager,
        subresource: '',
        now: timestamp(state),
      });
  await admit(state, {
    operation: 'CREATE',
    type,
    namespace,
    name,
    subresource: '',
    object: recorded,
    oldObject: null,
    options,
  });
  if (state.store.get(resourceKey(type), namespace, name) !== null) throw alreadyExists(type, name);
  if (options.dryRun) return recorded;
  const stored = state.store.put(resourceKey(type), recorded);
  afterCreate(state, type, stored);
  return stored;
}

function newObject(state: ClusterState, target: ObjectTarget, body: Body, options: WriteOptions): JsonObject {
  const { type, namespace } = target;
  const identified = withIdentity(target, body.object);
  checkIdentity(target, identified);
  const given = objectAt(identified, 'metadata');
  if (textAt(given, 'resourceVersion') !== '') {
    throw new StatusError(500, '', 'resourceVersion should not be set on objects to be created');
  }
  const prefix = textAt(given, 'generateName');
  const name = textAt(given, 'name') || (prefix === '' ? '' : generatedName(prefix));
  const named = { ...identified, metadata: { ...given, name } };
  checkNames(type, named, null);
  const checked = checkFields(type, named, body.repeated, options);
  const { status: _status, ...withoutStatus } = checked;
  // Nodes are the one built-in type whose status a create may set.
  const keepStatus = !type.subresources.status || type.kind === 'Node';
  const metadata = creationMetadata(state, objectAt(checked, 'metadata'), namespace, type.namespaced);
  if (countsGenerations(type)) metadata.generation = 1;
  const object: JsonObject = {
    ...(keepStatus ? checked : withoutStatus),
    apiVersion: apiVersionOf(type),
    kind: type.kind,
    metadata,
  };
  const complete = newObjectDefaults(type, object, state.store.version);
  const causes = builtInProblems(type, null, complete);
  if (causes.length > 0) throw invalid(type.kind, type.group, name, causes);
  return complete;
}

function creationMetadata(
  state: ClusterState,
  given: JsonObject,
  namespace: string,
  namespaced: boolean,
): JsonObject {
  const {
    selfLink: _selfLink,
    deletionTimestamp: _deletion,
    deletionGracePeriodSeconds: _grace,
    generation: _generation,
    namespace: _namespace,
    ...kept
  } = given;
  return {
    ...kept,
    ...(namespaced ? { namespace } : {}),
    uid: randomUUID(),
    creationTimestamp: timestamp(state),
  };
}

function requireNamespace(state: ClusterState, target: ObjectTarget, name: string): void {
  if (!target.type.namespaced) return;
  const namespaces = { group: '', plural: 'namespaces' };
  const namespace = state.store.get(resourceKey(namespaces), '', target.namespace);
  if (namespace === null) throw notFound(namespaces, target.namespace);
  if (textAt(namespace.metadata, 'deletionTimestamp') !== '') {
    throw forbidden(
      target.type,
      name,
      `unable to create new content in namespace ${target.namespace} because it is being terminated`,
    );
  }
}
